#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'Playground.ps1')
    $module = Import-BuiltModule
    $script:cmdlets = $module.ExportedCmdlets.Keys
    $script:hasHelp = Select-String -Path (Join-Path $module.ModuleBase 'en-US/ScwSecretBackup.dll-Help.xml') -SimpleMatch 'command:details' -Quiet
}

Describe 'The help of <_>' -ForEach $cmdlets -Skip:(-not $hasHelp) {
    BeforeAll {
        $script:help = Get-Help $_ -Full
    }

    It 'has a synopsis, a description and three examples' {
        $help.Synopsis | Should -Not -Match '^\s*(Backup|Close|Compare|Copy|Get|Invoke|New|Open|Optimize|Register|Remove|Restore|Sync|Test|Unregister)-Scw\S+ \['
        ($help.Description | Out-String).Trim() | Should -Not -BeNullOrEmpty
        @($help.Examples.Example).Count | Should -BeGreaterOrEqual 3
    }

    It 'explains every parameter' {
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
        foreach ($name in (Get-Command $_).Parameters.Keys | Where-Object { $_ -notin $common }) {
            $described = $help.Parameters.Parameter | Where-Object Name -EQ $name
            ($described.Description | Out-String).Trim() | Should -Not -BeNullOrEmpty -Because "-$name is a parameter"
        }
    }
}

Describe 'Help about the module' -Skip:(-not $hasHelp) {
    It 'finds <_>' -ForEach 'about_ScwSecretBackup', 'about_ScwSecretBackup_Security', 'about_ScwSecretBackup_Passphrase' {
        Get-Help $_ | Out-String | Should -Match $_
    }
}

Describe 'What Get-Help shows of <_>' -ForEach $cmdlets -Skip:(-not $hasHelp) {
    It 'has lines of code that fit a screen, in every example' {
        $code = (Get-Help $_ -Examples).Examples.Example.Code -split '\r?\n'
        $code | Where-Object Length -GT 92 | Should -BeNullOrEmpty
        $code | Where-Object { $_ -match '`$' } | Should -BeNullOrEmpty
    }

    It 'describes one parameter when asked for one' {
        $name = @((Get-Command $_).Parameters.Keys)[0]
        (Get-Help $_ -Parameter $name).Name | Should -Be $name
        (Get-Help $_ -Parameter $name | Out-String -Width 80) | Should -Match "-$name"
    }
}
