global using Ixt.Protocol;
