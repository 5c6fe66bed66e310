using Local.Bench;
using Local.Cli;
using Local.Ops.Verbs;
using Local.Proof;
using Local.StepFunctions.Conformance;

// Verbs besides running: each is a System.CommandLine command.
return await CommandLine.RunAsync(
    RunVerb.Create(PrepareVerb.Create(), BenchVerb.Create(), FaultsVerb.Create(), FloodVerb.Create(), OpsVerb.Create(), AslConformanceVerb.Create()), args);
