using Amazon.Lambda.RuntimeSupport;

// A function for tests that need a process of its own: answers each event with itself, or fails to start when told so.
var failToStart = args is ["fail-to-start"];
using var bootstrap = LambdaBootstrapBuilder
    .Create((input, _, output) => input.CopyTo(output))
    .UseBootstrapHandler(() => failToStart ? throw new InvalidOperationException("No configuration.") : Task.FromResult(true))
    .Build();
await bootstrap.RunAsync();
