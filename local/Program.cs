using Local.Bench;
using Local.Cli;

// Verbs besides running: each is a System.CommandLine command.
return await CommandLine.RunAsync(RunVerb.Create(BenchVerb.Create()), args);
