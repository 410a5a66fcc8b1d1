using Porting.Concurrency;

return await new Accounts().RunAsync();
