using Banking;

return await new Bank().RunAsync();
