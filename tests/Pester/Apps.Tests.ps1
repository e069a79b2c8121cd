#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }

# Sources, destinations and stores under names of one's own, and what the Tab key offers.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Playground.ps1')
    Import-BuiltModule
    $script:playground = Open-Playground
    $script:target = $playground.Target
    $script:keys = @{ AccessKeyVariable = 'SCW_ACCESS_KEY'; SecretKeyVariable = 'SCW_SECRET_KEY' }
    $script:origin = @{ ProjectId = $env:SCW_DEFAULT_PROJECT_ID; Region = $env:SCW_DEFAULT_REGION }
    Register-ScwSource prod @origin @keys -ApiUrl $env:SCW_API_URL -Environment production -DataClass critical, pii
    Register-ScwDestination spare @target @keys -ApiUrl $env:SCW_API_URL
    New-ScwStore -Path (Join-Path $playground.Folder 'vault') -Plaintext -WarningAction Ignore | Close-ScwStore
    Register-ScwStore vault -Path (Join-Path $playground.Folder 'vault')
}

AfterAll {
    Close-Playground $playground
}

Describe 'Registered apps' {
    It 'are listed' {
        (Get-ScwSource).Name | Should -Be 'prod'
        (Get-ScwSource prod).DataClass | Should -Be @('critical', 'pii')
        (Get-ScwDestination).ProjectId | Should -Be $target.ProjectId
        (Get-ScwStore).Name | Should -Contain 'vault'
    }

    It 'hold references, never a key' {
        Get-Content $env:SCWSECRETBACKUP_CONFIG -Raw | Should -Not -Match $env:SCW_SECRET_KEY
    }

    It 'back up and restore by their names' {
        $backup = Backup-ScwSecret -Source prod -Store vault -Folder /staging/search
        $backup.SecretCount | Should -Be 2
        (Get-ScwSnapshot -Store vault -Latest).Environment | Should -Be 'production'
        $restored = Restore-ScwSecret -Store vault -Destination spare -Confirm:$false
        $restored.Action | Should -Be @('Create', 'Create')
    }

    It 'tell what their key may do' {
        $access = Test-ScwAccess -Source prod
        $access.PermissionSet | Should -Contain 'SecretManagerReadOnly'
        ($access | Where-Object PermissionSet -EQ 'SecretManagerReadOnly').Granted | Should -Be 'Yes'
    }

    It 'are forgotten' {
        Register-ScwSource other @origin @keys
        Get-ScwSource other | Unregister-ScwSource -Confirm:$false
        { Get-ScwSource other -ErrorAction Stop } | Should -Throw -ErrorId 'SourceNotRegistered,*'
    }
}

Describe 'Completion of <text>' -ForEach @(
    @{ Text = 'Get-ScwSecret -Region '; Offered = 'fr-par', 'nl-ams', 'pl-waw' }
    @{ Text = 'Get-ScwSecret -Region n'; Offered = 'nl-ams' }
    @{ Text = 'Backup-ScwSecret -Source '; Offered = 'prod' }
    @{ Text = 'Restore-ScwSecret -Destination s'; Offered = 'spare' }
    @{ Text = 'Get-ScwSnapshot -Store v'; Offered = 'vault' }
    @{ Text = 'Get-ScwSnapshotItem -Version '; Offered = 'All', 'Latest', 'LatestEnabled' }
    @{ Text = 'Restore-ScwSecret -ConflictAction New'; Offered = 'NewVersion' }
    @{ Text = 'Get-ScwSecret -Type data'; Offered = 'database_credentials' }
) {
    It 'offers <offered>' {
        $offered = (TabExpansion2 -inputScript $Text -cursorColumn $Text.Length).CompletionMatches.CompletionText
        foreach ($word in $_.Offered) {
            $offered | Should -Contain $word
        }
    }
}

Describe 'Default values of parameters' {
    It 'reach every cmdlet that has the parameter' {
        $PSDefaultParameterValues = @{ '*-Scw*:ProjectId' = $target.ProjectId; '*-Scw*:Region' = 'nl-ams' }
        (Get-ScwSecret).ProjectId | Select-Object -Unique | Should -Be $target.ProjectId
    }
}
