using Ixt.Testee;

return await new ConformanceModule().RunAsync();
