#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    Proves that the newest snapshot restores: into an empty drill project, read back value by value, and compared.
.DESCRIPTION
    The key of the drill destination needs SecretManagerReadOnly, -SecretAccess, -SecretCreate and -SecretWrite; production keys are not used.
    The script deletes nothing: empty the drill project afterwards, with a key that may. Without -Evidence nothing is written to the disk.
    Exit codes: 0 everything came back and is equal, 1 something did not, 65 the snapshot is damaged.
.PARAMETER Evidence
    Folder for the evidence: results.csv and differences.csv, without values.
.EXAMPLE
    ./restore-drill.ps1 -Store vault -Destination drill -Evidence ./evidence/2026-Q4
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Store,

    [Parameter(Mandatory)]
    [string] $Destination,

    [string] $Evidence
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$vault = Open-ScwStore -Path $Store
try {
    if (-not (Test-ScwSnapshot -Store $vault -Snapshot latest -Quiet)) {
        exit 65
    }

    $results = @(Restore-ScwSecret -Store $vault -Snapshot latest -Destination $Destination -ConflictAction NewVersion -Verify Read -Confirm:$false -ErrorAction Continue)
    $differences = @(Compare-ScwSecret -Store $vault -Snapshot latest -Destination $Destination)
}
finally {
    Close-ScwStore -Store $vault
}

$results
$differences
if ($Evidence) {
    $null = [IO.Directory]::CreateDirectory($ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Evidence))
    $results | Export-Csv -LiteralPath (Join-Path $Evidence 'results.csv')
    $differences | Export-Csv -LiteralPath (Join-Path $Evidence 'differences.csv')
}

$failed = @($results | Where-Object ExitCode -NE 0)
exit ($failed.Count + $differences.Count -gt 0 ? 1 : 0)
