using Porting.Health;

return await new Quotes().RunAsync();
