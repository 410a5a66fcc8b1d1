using Porting.Background;

return await new Feed().RunAsync();
