using Porting.ConcurrencyInterleaved;

return await new Seats().RunAsync();
