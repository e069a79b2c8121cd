namespace ScalewayEmulator;

/// <summary>A realistic project: 60 secrets in folders, of all types, with several versions, disabled ones, binary values and unicode tags.</summary>
public static class DemoSeed
{
    /// <summary>Fills a project and region; the same every time.</summary>
    public static void Fill(EmulatorState state, string projectId, string region) => throw new NotImplementedException();
}
