using Local.Bench;
using Local.Cli;
using Local.Consumers;
using Local.Deployment;
using Local.Events;
using Local.Ops.Verbs;
using Local.Proof;
using Local.StepFunctions.Conformance;

// Verbs besides running: each is a System.CommandLine command.
return await CommandLine.RunAsync(
    RunVerb.Create(
        PrepareVerb.Create(), DeployVerb.Create(), NewVerb.Create(), EventsVerb.Create(), BenchVerb.Create(),
        FaultsVerb.Create(), FloodVerb.Create(), OpsVerb.Create(), AslConformanceVerb.Create(), ReportVerb.Create()),
    args);
