using Local.Ops;

namespace Local.Tests.Ops;

public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("to new.user@example.com now", "to (e-mail) now")]
    [InlineData("""{"customerEmail":"a+b@mail.example.co.uk","x":1}""", """{"customerEmail":"(e-mail)","x":1}""")]
    [InlineData("""{"email":"a\u002Bb@example.com"}""", """{"email":"(e-mail)"}""")]
    [InlineData("Zoë@exämple.com, <x@y.z>", "(e-mail), <(e-mail)>")]
    [InlineData("pur_1 at 12:00 in billing-subscription-dlq", "pur_1 at 12:00 in billing-subscription-dlq")]
    public void Addresses_AreMasked_HoweverTheyAreSpelled(string text, string masked) => Assert.Equal(masked, PersonalData.Masked(text));
}
