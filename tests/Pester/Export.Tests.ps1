#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }

# What leaves PowerShell: files, JSON, text on a screen.

BeforeAll {
    . (Join-Path $PSScriptRoot 'Playground.ps1')
    Import-BuiltModule
    $script:playground = Open-Playground
    $script:store = New-ScwStore -Path (Join-Path $playground.Folder 'store') -Plaintext -WarningAction Ignore
    $script:backup = Backup-ScwSecret -Store $store -Folder /production*
    $script:value = Get-ScwSnapshotValue -Store $store -Folder /production/webshop/api/v1 -Name token -AsPlainText
}

AfterAll {
    $store | Close-ScwStore
    Close-Playground $playground
}

Describe 'Exporting' {
    It 'writes a CSV file of live secrets that reads back' {
        $file = Join-Path $playground.Folder 'secrets.csv'
        Get-ScwSecret -Folder /production* -Recurse | Select-Object Folder, Name, Type, VersionCount | Export-Csv $file
        $rows = Import-Csv $file
        ($rows | Where-Object { $_.Folder -eq '/production/billing' -and $_.Name -eq 'database' }).VersionCount | Should -Be 4
    }

    It 'turns items and results into JSON without a value' {
        $value | Should -Not -BeNullOrEmpty
        $json = @($backup) + @(Get-ScwSnapshotItem -Store $store) | ConvertTo-Json -Depth 5
        ($json | ConvertFrom-Json)[0].SnapshotId | Should -Be $backup.SnapshotId
        $json | Should -Not -Match ([regex]::Escape($value))
    }

    It 'keeps snapshots and items in CLIXML, and both still select' {
        $file = Join-Path $playground.Folder 'items.xml'
        Get-ScwSnapshotItem -Store $store -Name token | Export-Clixml $file
        $items = Import-Clixml $file
        $items.Count | Should -Be 4
        $items[0].PSTypeNames[0] | Should -Be 'Deserialized.ScwSecretBackup.ScwSnapshotItem'
        Get-Content $file -Raw | Should -Not -Match ([regex]::Escape($value))
        $items[0] | Get-ScwSnapshotValue -Store $store | Should -BeOfType ([securestring])
    }
}

Describe 'The view of <name>' -ForEach @(
    @{ Name = 'a store'; Script = { $store }; Columns = 'Location', 'Encrypted' }
    @{ Name = 'live secrets'; Script = { Get-ScwSecret -Folder /production/webshop }; Columns = 'Secret', 'Type', 'Flags' }
    @{ Name = 'snapshots'; Script = { Get-ScwSnapshot -Store $store }; Columns = 'Id', 'Created', 'Origin' }
    @{ Name = 'items'; Script = { Get-ScwSnapshotItem -Store $store -Folder /production/webshop }; Columns = 'Captured', 'Secret' }
) {
    It 'is a table that fits 80 columns' {
        $text = & $Script | Format-Table | Out-String -Width 80
        $lines = $text -split '\r?\n' -replace '\e\[[0-9;]*m'
        $lines | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        foreach ($column in $Columns) {
            $text | Should -Match $column
        }
    }

    It 'is a list that shows no value' {
        $text = & $Script | Format-List | Out-String
        $text | Should -Match '(?m)^\S+\s+: '
        $text | Should -Not -Match ([regex]::Escape($value))
    }
}

Describe 'Text in messages' {
    It 'names snapshots, items and secrets' {
        "$(Get-ScwSnapshot -Store $store -Latest)" | Should -Match '[0-9a-f]{8}'
        "$(Get-ScwSecret -Folder /production/webshop -Name database)" | Should -Be '/production/webshop/database'
    }
}
