using Porting.Shutdown;

return await new Numbers().RunAsync();
