using Amazon.CDK.AWS.CloudFront;
using Constructs;

namespace Cdk.Constructs;

/// <summary>Finds the page behind an address, at the edge.</summary>
internal sealed class PageAddresses(Construct scope) : Function(scope, nameof(PageAddresses), new FunctionProps
{
    Code = FunctionCode.FromInline(Source),
    Runtime = Amazon.CDK.AWS.CloudFront.FunctionRuntime.JS_2_0, // the name alone is a property of this class
    Comment = "/page/ is /page/index.html, and /page leads to /page/",
})
{
    private static string Source
    {
        get
        {
            using var file = new StreamReader(typeof(PageAddresses).Assembly.GetManifestResourceStream("PageAddresses.js")!);
            return file.ReadToEnd();
        }
    }
}
