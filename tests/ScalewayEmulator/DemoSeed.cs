using ScalewayEmulator.Demo;

namespace ScalewayEmulator;

/// <summary>A realistic project: 60 secrets in folders, of all types, with several versions, disabled ones, binary values and unicode tags.</summary>
public static class DemoSeed
{
    /// <summary>Fills a project and region; the same every time: ids follow from project, region and name, dates from the day of the state's clock.</summary>
    public static void Fill(EmulatorState state, string projectId, string region)
    {
        var writer = new DemoWriter(state, projectId, region);
        DemoApplications.Write(writer);
        DemoPlatform.Write(writer);
        DemoSpecialCases.Write(writer);
    }
}
