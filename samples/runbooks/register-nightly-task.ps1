#!/usr/bin/env pwsh
#Requires -Version 7.4
<#
.SYNOPSIS
    Has the Windows Task Scheduler run nightly-backup.ps1 every night under a group managed service account.
.DESCRIPTION
    The account needs the module, the registered sources and store in its own profile, and the right to log on as a batch job.
.EXAMPLE
    ./register-nightly-task.ps1 -Store vault -Account 'CONTOSO\scw-backup$' -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $Store,

    [Parameter(Mandatory)]
    [string] $Account,

    [datetime] $At = '02:30'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

if (-not $IsWindows) {
    throw 'The Task Scheduler is a part of Windows; on Linux use the systemd units beside this script.'
}

$script = Join-Path $PSScriptRoot 'nightly-backup.ps1'
$action = New-ScheduledTaskAction -Execute (Join-Path $PSHOME 'pwsh.exe') -Argument "-NoProfile -NonInteractive -File `"$script`" -Store `"$Store`""
$trigger = New-ScheduledTaskTrigger -Daily -At $At
$principal = New-ScheduledTaskPrincipal -UserId $Account -LogonType Password
$settings = New-ScheduledTaskSettingsSet -StartWhenAvailable -ExecutionTimeLimit (New-TimeSpan -Hours 2) -MultipleInstances IgnoreNew
if ($PSCmdlet.ShouldProcess("nightly-backup.ps1 as $Account", 'Register a scheduled task')) {
    Register-ScheduledTask -TaskName 'Scaleway secret backup' -Action $action -Trigger $trigger -Principal $principal -Settings $settings
}
