# From a project full of secrets to an encrypted store, and from there into another project and region.
# Settings come from the SCW_ variables and PLAKAR_PASSPHRASE; whoever has set neither is asked for the passphrase
# and uses the Scaleway config file.
#
# What a script writes is one pipeline, and PowerShell draws all of it as it draws its first object. Out-Default draws each statement as at a prompt.
param(
    [string] $StorePath = './scw-quickstart-store',
    [Parameter(Mandatory)] [string] $TargetProjectId,
    [string] $TargetRegion = 'nl-ams'
)

# The source: metadata only, no value is read.
Get-ScwSecret -Folder /production* | Out-Default

# An encrypted store, in the format of plakar.
$store = New-ScwStore -Path $StorePath
$store | Out-Default

# The first backup reads every value once.
Backup-ScwSecret -Store $store -Environment production -DataClass critical -Label quickstart | Out-Default

# The second one finds nothing new and reads no value at all.
Backup-ScwSecret -Store $store -Environment production -DataClass critical -Label quickstart | Out-Default

# Both are restore points, newest first.
Get-ScwSnapshot -Store $store | Out-Default

# What is in the newest one? Each version of each secret, without its value.
Get-ScwSnapshotItem -Store $store -Folder /platform/edge*, /onboarding, /binary | Out-Default

# What would a restore into another project and region do? Nothing is written; this is what could not come back, and why.
$destination = @{ Store = $store; ProjectId = $TargetProjectId; Region = $TargetRegion }
Restore-ScwSecret @destination -WhatIf | Where-Object Action -NE Create | Out-Default

# Restore production there.
Get-ScwSnapshotItem -Store $store -Folder /production* | Restore-ScwSecret @destination -Confirm:$false | Out-Default

# The same again finds everything in place and writes nothing.
$again = Get-ScwSnapshotItem -Store $store -Folder /production* | Restore-ScwSecret @destination -Confirm:$false
"$(@($again | Where-Object Action -EQ Unchanged).Count) of $(@($again).Count) secrets are unchanged."

Close-ScwStore -Store $store
