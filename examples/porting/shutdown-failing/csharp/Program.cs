using Porting.ShutdownFailing;

// The exit code is RunAsync's result: without "return" it would be 0, whatever happened.
return await new Collector().RunAsync();
