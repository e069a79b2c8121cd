@{
    RootModule           = 'ScwSecretBackup.dll'
    # Loads first: it gives the engine a load context of its own before PowerShell looks at the cmdlets.
    NestedModules        = @('ScwSecretBackup.Loader.dll')
    ModuleVersion        = '0.1.0'
    GUID                 = '744904f7-e079-4ac8-9150-4ec66090cf65'
    Author               = 'The ScwSecretBackup authors'
    CompanyName          = 'ScwSecretBackup'
    Copyright            = 'Copyright (c) 2026 The ScwSecretBackup authors. MIT licence.'
    Description          = 'Backs up the secrets of a Scaleway project into an encrypted, deduplicated Kloset store, the open format of the backup tool Plakar, and restores them to any project or region.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('ScwSecretBackup.Format.ps1xml')
    TypesToProcess       = @('ScwSecretBackup.Types.ps1xml')
    FunctionsToExport    = @()
    CmdletsToExport      = @(
        'Backup-ScwSecret'
        'Close-ScwStore'
        'Compare-ScwSecret'
        'Compare-ScwSnapshot'
        'Copy-ScwSnapshot'
        'Get-ScwDestination'
        'Get-ScwSecret'
        'Get-ScwSnapshot'
        'Get-ScwSnapshotItem'
        'Get-ScwSnapshotValue'
        'Get-ScwSource'
        'Get-ScwStore'
        'Invoke-ScwRetention'
        'New-ScwRestorePlan'
        'New-ScwStore'
        'Open-ScwStore'
        'Optimize-ScwStore'
        'Register-ScwDestination'
        'Register-ScwSource'
        'Register-ScwStore'
        'Remove-ScwSnapshot'
        'Restore-ScwSecret'
        'Sync-ScwStore'
        'Test-ScwAccess'
        'Test-ScwSnapshot'
        'Test-ScwStore'
        'Unregister-ScwDestination'
        'Unregister-ScwSource'
        'Unregister-ScwStore'
    )
    VariablesToExport    = @()
    AliasesToExport      = @('Get-ScwRestorePoint')
    DscResourcesToExport = @()
    PrivateData          = @{
        PSData = @{
            Tags                     = @('Scaleway', 'Secrets', 'SecretManager', 'Backup', 'Restore', 'Kloset', 'Plakar', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            ReleaseNotes             = 'See CHANGELOG.md in the module folder.'
            RequireLicenseAcceptance = $false
        }
    }
}
