using Ixt.Protocol.Tests;

// One run of Node for all tests, and never two of npm at once.
[assembly: AssemblyFixture(typeof(AjvVerdicts))]
