#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }

# Tables with long names, in all the ways that PowerShell prints them.

BeforeDiscovery {
    $secret = @{ Folder = '/production/webshop/eu/payments'; Name = 'stripe-webhook-signing-secret-of-the-storefront_2026-rotation' }
    $target = "$($secret.Folder)/$($secret.Name)"
    $origin = 'fr-par/6a1c7a52-11f4-4c5e-9d0e-3f6f2f7d5a01'
    $script:views = @(
        @{ Type = 'ScwBackupResult'; Columns = 'Status', 'Snapshot', 'Secrets', 'Versions', 'Skipped', 'Source'; Ends = 'expired.'
            Properties = @{ Status = 'Failed'; ExitCode = 77; Source = 'webshop-and-payments-of-production'; Error = 'The API key is not known, or it has expired.' }
        }
        @{ Type = 'ScwRestoreResult'; Columns = 'Action', 'Revisions', 'Verified', 'Lost', 'Target'; Ends = 'values.'
            Properties = @{ Action = 'Conflict'; Target = $target; RevisionMap = @{}; Verified = 'None'; Error = 'The destination has another secret of this name, with other values.' }
        }
        @{ Type = 'ScwRestorePlanItem'; Columns = 'Action', 'Revisions', 'Lost', 'Target'; Ends = 'restore'
            Properties = @{ Action = 'NewVersion'; Target = $target; Revisions = 1, 2, 3, 5; Reason = 'completes an interrupted restore' }
        }
        @{ Type = 'ScwSnapshotItem'; Columns = 'Captured', 'Status', 'Rev', 'Size', 'Flags', 'Secret'; Ends = 'rotation'
            Properties = $secret + @{ Captured = 'CarriedForward'; Status = 'enabled'; Revision = 12; Size = 65536L }
        }
        @{ Type = 'ScwSecretInfo'; Columns = 'Type', 'Versions', 'Updated', 'Flags', 'Secret'; Ends = 'rotation'
            Properties = $secret + @{ Type = 'database_credentials'; VersionCount = 12; UpdatedAt = [DateTimeOffset]::UtcNow.AddHours(-30) }
        }
        @{ Type = 'ScwSnapshot'; Columns = 'Id', 'Created', 'Age', 'Secrets', 'Environment', 'Origin'; Ends = '3f6f2f7d5a01'
            Properties = @{ Id = '8d2f41c0a97be36512d4c8f09e7ab35d61f0c2e4b8a79d3356e1f4c2a0b8d7e9'; Timestamp = [DateTimeOffset]::UtcNow; Origin = $origin; Environment = 'production'; SecretCount = 60 }
        }
    )
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'Playground.ps1')
    Import-BuiltModule
    function script:ConvertTo-Line([string] $Text) { , @($Text -split '\r?\n' -replace '\e\[[0-9;]*m' | Where-Object { $_ }) }
}

Describe 'The table of <type>' -ForEach $views {
    BeforeAll {
        $script:object = [pscustomobject] $Properties
        $object.PSObject.TypeNames.Insert(0, "Deserialized.ScwSecretBackup.$Type")
    }

    It 'has all its columns as <how>' -ForEach @(
        @{ How = 'text of 80 columns'; Draw = { $object | Out-String -Width 80 }; Width = 80 }
        @{ How = 'a table of 80 columns'; Draw = { $object | Format-Table | Out-String -Width 80 }; Width = 80 }
        @{ How = 'a table that sizes itself'; Draw = { $object | Format-Table -AutoSize | Out-String -Width 80 }; Width = 80 }
        @{ How = 'a table that wraps'; Draw = { $object | Format-Table -Wrap | Out-String -Width 120 }; Width = 120 }
        @{ How = 'the first of several'; Draw = { $object, $object | Select-Object -First 1 | Out-String -Width 120 }; Width = 120 }
    ) {
        $lines = ConvertTo-Line (& $Draw)
        $lines | Where-Object Length -GT $Width | Should -BeNullOrEmpty
        $lines[0].Trim() -split '\s+' | Should -Be $Columns
        ($lines | Select-Object -Skip 2 | ForEach-Object Trim) -join '' | Should -Match ([regex]::Escape($Ends))
    }

    It 'has the same columns in a file' {
        $file = Join-Path $TestDrive 'table.txt'
        $object | Out-File $file
        (ConvertTo-Line (Get-Content $file -Raw))[0].Trim() -split '\s+' | Should -Be $Columns
    }

    It 'is a list with everything when asked for' {
        $text = $object | Format-List | Out-String -Width 200
        foreach ($value in $Properties.Values | Where-Object { $_ -is [string] }) {
            $text | Should -Match ([regex]::Escape($value))
        }
    }
}
