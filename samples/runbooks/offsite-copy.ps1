#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    Copies every snapshot that is missing to a second store with a passphrase of its own, and checks the copy.
.DESCRIPTION
    Both stores are registered. Only what the second one lacks is sent. Exit codes: 0 done, 65 the check of the copy found damage.
.EXAMPLE
    ./offsite-copy.ps1 -Store vault -TargetStore offline
.EXAMPLE
    ./offsite-copy.ps1 -Store vault -TargetStore offline -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $Store,

    [Parameter(Mandatory)]
    [string] $TargetStore
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

Sync-ScwStore -Store $Store -TargetStore $TargetStore
$damage = Test-ScwStore -Store $TargetStore | Where-Object Severity -EQ Error
$damage
exit ($damage ? 65 : 0)
