using System.CommandLine;
using Browser.Tests.Support;
using FirstLogin;
using Local;

var purchases = new Option<int>("--purchases") { Description = "Purchases in each way, 1 to 1000", DefaultValueFactory = _ => 30, HelpName = "count" };
purchases.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 1 or > 1000)
        result.AddError("--purchases must be 1 to 1000.");
});
var root = new RootCommand("Measures, in a real browser on the local cloud, the time from the click on Pay to the welcome page.") { purchases };
root.SetAction(async (arguments, cancellation) =>
{
    var count = arguments.GetValue(purchases);
    await using var chromium = await Chromium.StartAsync();
    await using var cloud = await LocalCloud.StartAsync(
        new LocalCloudOptions { PublicPort = 0, AwsPort = 0, Quiet = true }, cancellation);

    Console.WriteLine();
    await new ClickToWelcome(chromium.Browser, cloud.PublicUrl).RunAsync(count, Console.Out);
    using var functions = new LoginFunctions(cloud);
    await functions.RunAsync(count, Console.Out, cancellation);
    return 0;
});
return await root.Parse(args).InvokeAsync();
