using ScwSecretBackup.Engine.Backup;

namespace ScwSecretBackup.Engine.Apps;

/// <summary>Labels a snapshot as its source is registered.</summary>
public static class SourceLabels
{
    /// <summary>Fills in what the request leaves open: name, environment and data classes, and the data set where the source is the one that is registered.</summary>
    /// <param name="request">The request.</param>
    /// <param name="app">The source, or null for none.</param>
    /// <param name="region">Region the backup reads.</param>
    public static BackupRequest Apply(BackupRequest request, CloudApp? app, string region)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (app is null)
        {
            return request;
        }

        // Another project or region under a source's name is not the source: its snapshots must not count as the same data set.
        bool isTheSource = string.Equals(app.ProjectId, request.ProjectId, StringComparison.OrdinalIgnoreCase) && app.Region == region;
        return request with
        {
            Name = request.Name.Length > 0 ? request.Name : app.Name,
            Environment = request.Environment.Length > 0 ? request.Environment : app.Environment,
            DataClasses = request.DataClasses.Count > 0 ? request.DataClasses : app.DataClasses,
            Dataset = request.Dataset.Length == 0 && isTheSource ? app.OwnDataset ?? "" : request.Dataset,
        };
    }
}
