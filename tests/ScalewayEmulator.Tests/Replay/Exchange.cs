namespace ScalewayEmulator.Tests.Replay;

/// <summary>One recorded request and its answer.</summary>
public sealed record Exchange(string Method, Uri Url, string RequestBody, int Status, string ResponseBody);
