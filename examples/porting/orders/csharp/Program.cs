using Porting.Orders;

return await new OrderModule().RunAsync();
