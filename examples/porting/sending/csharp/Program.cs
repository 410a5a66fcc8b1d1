using Alerts;

return await new AlertService().RunAsync();
