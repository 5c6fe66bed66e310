namespace Local.StepFunctions.Intrinsics;

/// <summary>The intrinsic functions of the language (States Language specification, appendix B).</summary>
internal static class IntrinsicFunctions
{
    public static readonly IReadOnlyDictionary<string, IntrinsicFunction> ByName = new IntrinsicFunction[]
    {
        new("States.Format", 1, int.MaxValue, static (arguments, _) => StringFunctions.Format(arguments)),
        new("States.StringSplit", 2, 2, static (arguments, _) => StringFunctions.Split(arguments[0], arguments[1])),
        new("States.StringToJson", 1, 1, static (arguments, _) => JsonFunctions.StringToJson(arguments[0])),
        new("States.JsonToString", 1, 1, static (arguments, _) => Json.Of(arguments[0].GetRawText())),
        new("States.JsonMerge", 3, 3, static (arguments, _) => JsonFunctions.Merge(arguments[0], arguments[1], arguments[2])),
        new("States.Array", 0, int.MaxValue, static (arguments, _) => Json.ArrayOf(arguments)),
        new("States.ArrayPartition", 2, 2, static (arguments, _) => ArrayFunctions.Partition(arguments[0], arguments[1])),
        new("States.ArrayContains", 2, 2, static (arguments, _) => ArrayFunctions.Contains(arguments[0], arguments[1])),
        new("States.ArrayRange", 3, 3, static (arguments, _) => ArrayFunctions.Range(arguments[0], arguments[1], arguments[2])),
        new("States.ArrayGetItem", 2, 2, static (arguments, _) => ArrayFunctions.GetItem(arguments[0], arguments[1])),
        new("States.ArrayLength", 1, 1, static (arguments, _) => ArrayFunctions.Length(arguments[0])),
        new("States.ArrayUnique", 1, 1, static (arguments, _) => ArrayFunctions.Unique(arguments[0])),
        new("States.Base64Encode", 1, 1, static (arguments, _) => EncodingFunctions.Base64Encode(arguments[0])),
        new("States.Base64Decode", 1, 1, static (arguments, _) => EncodingFunctions.Base64Decode(arguments[0])),
        new("States.Hash", 2, 2, static (arguments, _) => EncodingFunctions.Hash(arguments[0], arguments[1])),
        new("States.MathRandom", 2, 3, MathFunctions.NextRandom),
        new("States.MathAdd", 2, 2, static (arguments, _) => MathFunctions.Add(arguments[0], arguments[1])),
        new("States.UUID", 0, 0, static (_, random) => MathFunctions.Uuid(random)),
    }.ToDictionary(function => function.Name);
}
