#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    Shows what changed since the last backup, without showing a value; with -PutBack the newest captured version becomes the newest again.
.EXAMPLE
    ./who-changed-it.ps1 -Source prod -Store vault -Folder /prod/db
.EXAMPLE
    ./who-changed-it.ps1 -Source prod -Store vault -Folder /prod/db -Name password -PutBack -Destination prod -WhatIf
#>
[CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High', DefaultParameterSetName = 'Show')]
param(
    [Parameter(Mandatory)]
    [string] $Source,

    [Parameter(Mandatory)]
    [string] $Store,

    [string] $Folder = '*',

    [Parameter(Mandatory, ParameterSetName = 'PutBack')]
    [Parameter(ParameterSetName = 'Show')]
    [string] $Name,

    [Parameter(Mandatory, ParameterSetName = 'PutBack')]
    [switch] $PutBack,

    [Parameter(Mandatory, ParameterSetName = 'PutBack')]
    [string] $Destination
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$which = @{ Folder = $Folder }
if ($Name) {
    $which.Name = $Name
}

$vault = Open-ScwStore -Path $Store
try {
    Compare-ScwSecret -Source $Source -Store $vault @which
    if ($PutBack -and $PSCmdlet.ShouldProcess("$Folder/$Name in $Destination", 'Put the newest captured version back as the newest')) {
        # A version that is named by its number comes back as the newest one, even where an older version holds the same value.
        Get-ScwSnapshotItem -Store $vault -Version LatestEnabled @which | ForEach-Object {
            Restore-ScwSecret -Store $vault -Folder $_.Folder -Name $_.Name -Version $_.Revision -Destination $Destination -ConflictAction NewVersion -Confirm:$false
        }
    }
}
finally {
    Close-ScwStore -Store $vault
}
