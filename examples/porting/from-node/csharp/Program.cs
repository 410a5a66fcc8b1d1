using Porting.FromNode;

return await new Sensors().RunAsync();
