using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Internal;

/// <summary>Handles one event.</summary>
/// <param name="input">The event; its memory is used again after the task has ended.</param>
/// <param name="output">Takes the answer; empty when the function answers nothing.</param>
internal delegate Task InvocationHandler(Stream input, ILambdaContext context, MemoryStream output);
