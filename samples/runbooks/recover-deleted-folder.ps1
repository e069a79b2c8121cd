#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    Brings back a folder that somebody deleted: secrets that wait for their deletion are recovered with their ids, the others are created anew.
.DESCRIPTION
    Needs the permission sets SecretManagerSecretRestore, -Create and -Write besides those of a source. The plan says what each recovery costs.
    Exit codes: 0 everything is back, otherwise the highest of the results.
.EXAMPLE
    ./recover-deleted-folder.ps1 -Store vault -Destination staging -Folder /staging -WhatIf
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
param(
    [Parameter(Mandatory)]
    [string] $Store,

    [Parameter(Mandatory)]
    [string] $Destination,

    [Parameter(Mandatory)]
    [string] $Folder,

    [string] $Snapshot = 'latest'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$exitCode = 0
$vault = Open-ScwStore -Path $Store
try {
    $options = @{ Folder = $Folder; Recurse = $true; ConflictAction = 'NewVersion'; RecoverPendingDeletion = $true }
    $plan = New-ScwRestorePlan -Store $vault -Snapshot $Snapshot -Destination $Destination @options
    $plan.Actions
    if ($PSCmdlet.ShouldProcess("$Folder in $Destination", 'Run the plan above')) {
        Restore-ScwSecret -Store $vault -Destination $Destination -Plan $plan -Confirm:$false -ErrorAction Continue | ForEach-Object {
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
