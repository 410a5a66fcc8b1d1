using Porting.ConcurrencyParallel;

return await new Words().RunAsync();
