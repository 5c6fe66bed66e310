using Local.Endpoint;
using Microsoft.AspNetCore.Http;

namespace Local.Tests.Endpoint;

public class CredentialScopeTests
{
    [Theory]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKID/20261122/eu-west-1/sqs/aws4_request, SignedHeaders=host, Signature=f00")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKID/20261122/eu-west-1/sqs/aws4_request,SignedHeaders=host,Signature=f00")]
    [InlineData("AWS4-HMAC-SHA256 SignedHeaders=host, Signature=f00, Credential=AKID/20261122/eu-west-1/sqs/aws4_request")]
    public void ASignature_NamesCallerRegionAndService(string header)
    {
        Assert.True(CredentialScope.TryRead(Request(header), out var scope));
        Assert.Equal(new CredentialScope("AKID", "eu-west-1", "sqs"), scope);
    }

    [Fact]
    public void APresignedUrl_NamesThemInItsQuery()
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString("?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20261122%2Feu-west-1%2Fs3%2Faws4_request");

        Assert.True(CredentialScope.TryRead(request, out var scope));
        Assert.Equal("s3", scope.Service);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Basic dGVzdDp0ZXN0")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKID/20261122/eu-west-1/sqs, SignedHeaders=host, Signature=f00")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b/c/d/e/f/g, SignedHeaders=host, Signature=f00")]
    [InlineData("AWS4-HMAC-SHA256 SignedHeaders=host, Signature=f00")]
    public void AnythingElse_NamesNobody(string header) => Assert.False(CredentialScope.TryRead(Request(header), out _));

    private static HttpRequest Request(string authorization)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Authorization = authorization;
        return request;
    }
}
