#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    Seeds a staging project from a production snapshot: newest versions only, another folder, a tag that says where they come from.
.DESCRIPTION
    Secrets tagged no-copy stay behind, and a snapshot whose data classes are protected is refused. What staging has already is left alone.
    Exit codes: 0 done, 77 the snapshot holds protected data, otherwise the highest of the results.
.EXAMPLE
    ./seed-staging.ps1 -Store vault -Destination staging -Folder /prod/app -WhatIf
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    [Parameter(Mandatory)]
    [string] $Store,

    [Parameter(Mandatory)]
    [string] $Destination,

    [string] $Folder = '/prod',

    [string] $TargetFolder = '/staging',

    [string[]] $ProtectedDataClass = 'PII'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$exitCode = 0
$vault = Open-ScwStore -Path $Store
try {
    $snapshot = Get-ScwSnapshot -Store $vault -Latest
    if ($snapshot.DataClasses | Where-Object { $_ -in $ProtectedDataClass }) {
        Write-Error "Snapshot $($snapshot.Id) holds data of the classes $($snapshot.DataClasses): it is not for staging." -ErrorAction Continue
        exit 77
    }

    $items = @($snapshot |
            Get-ScwSnapshotItem -Store $vault -Folder $Folder -Recurse -Version LatestEnabled |
            Where-Object Tags -NotContains 'no-copy')
    $options = @{ Store = $vault; Destination = $Destination; FolderMap = @{ $Folder = $TargetFolder }; TagAdd = 'seeded'; ConflictAction = 'Skip' }
    # Not 'ForEach-Object Actions', which shows nothing under -WhatIf.
    $items | New-ScwRestorePlan @options | ForEach-Object { $_.Actions }
    if ($PSCmdlet.ShouldProcess("$TargetFolder in $Destination", 'Run the plan above')) {
        $items | Restore-ScwSecret @options -Confirm:$false -ErrorAction Continue | ForEach-Object {
            $_
            if ($_.ExitCode -gt $exitCode) {
                $exitCode = $_.ExitCode
            }
        }
    }
}
finally {
    Close-ScwStore -Store $vault
}

exit $exitCode
