using Polling;

return await new Poller().RunAsync();
