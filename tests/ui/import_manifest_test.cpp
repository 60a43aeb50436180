// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/experiments_fixture.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"

#include <QPushButton>
#include <QTest>
#include <fstream>

using namespace saferscope;

/// A data set that was changed on purpose must say so wherever it is imported.
class ImportManifestTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().install(*qApp);
        Workspace& workspace = *m_world.session->workspace();
        const Dataset train = check::SweepWorkspace::must(workspace.dataset("train"));
        SweepSpec spec;
        spec.strategies = {Strategy::MarginHigh};
        spec.ratios = {0.1};
        spec.seeds = {1};
        ExperimentPlan plan = check::makePreview(spec, m_world.ids).plans.begin()->second;
        plan.request.datasetName = "train";
        plan.request.datasetHash = train.contentHash;
        const Dataset poisoned = check::SweepWorkspace::must(workspace.createDerivedDataset("poisoned", plan));
        m_file = m_world.root() / "poisoned.jsonl";
        std::filesystem::copy_file(check::SweepWorkspace::must(workspace.exportForWorkers(poisoned)), m_file);
        const auto manifest = check::SweepWorkspace::must(workspace.manifest(poisoned));
        QVERIFY(manifest.has_value());
        m_manifest = *manifest;
    }
    void init() {
        std::error_code error;
        std::filesystem::remove(manifestPathOf(m_file), error);
    }

    void theManifestIsShown() {
        check::SweepWorkspace::must(writeJsonFile(manifestPathOf(m_file), toJson(m_manifest)));
        import(m_file);
        QVERIFY(m_dialog->changeBar()->isVisible());
        QCOMPARE(m_dialog->changeBar()->kind(), MessageKind::Warning);
        QVERIFY(m_dialog->changeBar()->what().contains(QStringLiteral("on purpose")));
        QVERIFY2(m_dialog->changeBar()->whatToDo().contains(QStringLiteral("6 of the 60")),
                 qPrintable(m_dialog->changeBar()->whatToDo()));
        QVERIFY(m_dialog->messageBar()->isVisible());  // that it worked is said beside it
        check::saveShot(*m_dialog, QStringLiteral("import-manifest"));
    }

    void oneThatCannotBeBelievedIsShownToo() {
        std::ofstream(manifestPathOf(m_file)) << "{\"format\":\"saferscope-manifest\"}";
        import(m_file);
        QVERIFY(m_dialog->changeBar()->isVisible());
        QVERIFY(m_dialog->changeBar()->what().contains(QStringLiteral("cannot be believed")));
    }

    void flippedPairsSaySoWithoutAManifest() {
        import(m_file);
        QVERIFY(m_dialog->changeBar()->isVisible());
        QVERIFY2(m_dialog->changeBar()->whatToDo().contains(QLatin1Char('6')),
                 qPrintable(m_dialog->changeBar()->whatToDo()));
    }

    void anUnchangedDataSetSaysNothing() {
        import(m_world.root() / "train.jsonl");
        QVERIFY(!m_dialog->changeBar()->isVisible());
        QCOMPARE(m_dialog->messageBar()->kind(), MessageKind::Success);
    }

private:
    void import(const std::filesystem::path& file) {
        // Each into a workspace of its own, so that none knows the data set from before.
        const std::filesystem::path folder = m_world.root() / ("w" + std::to_string(++m_count));
        check::SweepWorkspace::must(Workspace::create(folder));
        m_dialog = std::make_unique<ImportDialog>(folder);
        m_dialog->show();
        m_dialog->setFile(QString::fromStdString(file.string()));
        QTRY_VERIFY(m_dialog->action()->isEnabled());
        m_dialog->accept();
        QTRY_VERIFY(m_dialog->imported());
    }

    check::SweepWorkspace m_world{false};
    DatasetManifest m_manifest;
    std::filesystem::path m_file;
    std::unique_ptr<ImportDialog> m_dialog;
    int m_count = 0;
};

QTEST_MAIN(ImportManifestTest)
#include "import_manifest_test.moc"
