#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    Backs up every registered source into one store, one snapshot each. Made for a scheduler: asks nothing, and its exit code says how it went.
.DESCRIPTION
    One failing source doesn't stop the others. A night without changes reads no value and adds a few kilobytes.
    Exit codes: 0 all complete, 1 something could not be captured or the service could not be reached, 64 to 78 a source
    failed (77: its key was refused; 64: no source is registered for the account that runs this).
.PARAMETER Source
    Names of registered sources; wildcards are allowed.
.PARAMETER Store
    A registered store; its registration says where the passphrase is.
.PARAMETER Job
    Name of the job in the snapshots.
.EXAMPLE
    ./nightly-backup.ps1 -Store vault
#>
[CmdletBinding()]
param(
    [string] $Source = '*',

    [Parameter(Mandatory)]
    [string] $Store,

    [string] $Job = 'nightly'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$sources = @(Get-ScwSource -Name $Source)
if (-not $sources) {
    # Registrations are per user: a scheduler with another account has none, and a night without a backup must not look like success.
    Write-Error "No source is registered for $([Environment]::UserName): nothing was backed up." -ErrorAction Continue
    exit 64
}

$exitCode = 0
# A source that fails is an error and a result with the status Failed; the rest goes on.
$sources | Backup-ScwSecret -Store $Store -Job $Job -ErrorAction Continue | ForEach-Object {
    $_
    $_.Skipped
    if ($_.ExitCode -gt $exitCode) {
        $exitCode = $_.ExitCode
    }
}

exit $exitCode
