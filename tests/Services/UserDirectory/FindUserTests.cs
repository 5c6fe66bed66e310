using Contracts;
using Platform.Email;
using UserDirectory.FindUser;
using FindUserCommand = Contracts.FindUser;

namespace Services.Tests.UserDirectory;

public class FindUserTests
{
    [Theory]
    [InlineData("new.user@example.com", "usr_1")]
    [InlineData("New.User@EXAMPLE.com", "usr_1")]
    [InlineData("another.user@example.com", null)]
    [InlineData("no address", null)]
    [InlineData("", null)]
    public async Task Address_IsItsUsers_InAnySpelling(string email, string? userId) =>
        Assert.Equal(new UserFound(userId), await new Handler(new OneAddress()).HandleAsync(new FindUserCommand(email), default));

    /// <summary>Stands for the users table with one address.</summary>
    private sealed class OneAddress : IAddresses
    {
        public Task<string?> FindUserAsync(EmailAddress email, CancellationToken cancellation) =>
            Task.FromResult(email.Normalized == "new.user@example.com" ? "usr_1" : null);
    }
}
