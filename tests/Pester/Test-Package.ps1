#Requires -Version 7.4
<#
.SYNOPSIS
    Installs the package as a user does, runs the Pester tests on what was installed, and takes it away again.
.DESCRIPTION
    Exit codes: 0 everything passed, 1 something failed.
.PARAMETER Package
    The nupkg.
.PARAMETER Pester
    Manifest of Pester. Default: the one that is installed.
.EXAMPLE
    ./Test-Package.ps1 -Package ../../artifacts/packages/ScwSecretBackup.0.1.0.nupkg
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Package,

    [string] $Pester = 'Pester'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

Import-Module Microsoft.PowerShell.PSResourceGet
Import-Module $Pester
$repository = "ScwSecretBackupPackage$PID"
Register-PSResourceRepository -Name $repository -Uri (Split-Path (Convert-Path $Package)) -Trusted
try {
    $installed = Find-PSResource ScwSecretBackup -Repository $repository -Prerelease | Install-PSResource -Reinstall -PassThru
    $env:SCWSECRETBACKUP_MODULE = Join-Path $installed.InstalledLocation "ScwSecretBackup/$($installed.Version)"

    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $PSScriptRoot
    $configuration.Run.PassThru = $true
    $configuration.Output.RenderMode = 'Plaintext'
    $result = Invoke-Pester -Configuration $configuration

    $installed | Uninstall-PSResource
    if (Test-Path $env:SCWSECRETBACKUP_MODULE) {
        throw "$env:SCWSECRETBACKUP_MODULE is still there after Uninstall-PSResource."
    }
}
finally {
    Unregister-PSResourceRepository -Name $repository
}

$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
"Pester on PowerShell $($PSVersionTable.PSVersion): $($result.PassedCount) passed, $failed failed, $($result.SkippedCount) skipped"
exit ($failed -gt 0 ? 1 : 0)
