// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_dialog.h"

#include "core/workspace/workspace.h"
#include "tests/ui/exchange_pictures.h"
#include "tests/ui/fake_safer.h"
#include "ui/dialogs/open_found_panel.h"
#include "ui/widgets/help_request.h"
#include "ui/widgets/message_bar.h"

#include <QDir>
#include <QPushButton>
#include <QSignalSpy>
#include <fstream>

using namespace saferscope;

class ExportDialogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().install(*qApp);
        const std::filesystem::path place = m_folder.path().toStdString();
        auto workspace = Workspace::create(place / "w");
        QVERIFY(workspace.has_value());
        m_workspace = std::move(*workspace);
        std::ofstream(place / "p.jsonl") << R"({"prompt":"p","chosen":"yes","rejected":"no"})" << '\n';
        for (const char* name : {"train", "a/b <i>x"}) {
            QVERIFY(m_workspace->importPairs(place / "p.jsonl", name, {}).has_value() || std::string(name) != "train");
        }
        m_out = m_folder.filePath(QStringLiteral("out"));
        QVERIFY(QDir().mkpath(m_out));
    }
    void init() {
        ThemeManager::instance().setTextScale(1.0);
        m_safer.answer(R"({"output":"x"})");
        m_dialog = std::make_unique<ExportDialog>(*m_workspace, m_out);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }

    void everyKindIsOfferedWithItsPurpose() {
        const auto kinds = exportKinds(*m_workspace);
        QStringList names;
        for (const ExportKind& kind : kinds) {
            names << kind.name;
            QVERIFY(!kind.title.isEmpty() && !kind.purpose.isEmpty() && !kind.forms.empty());
        }
        QCOMPARE(names.join(QLatin1Char(' ')),
                 QStringLiteral("features ratings neuronpedia delphi pairs model sae metrics report"));
        QCOMPARE(m_dialog->kindList()->count(), static_cast<int>(kinds.size()));
    }

    void whatTheWorkspaceLacksIsSaid() {
        m_dialog->chooseKind(QStringLiteral("model"));
        QVERIFY(!m_dialog->action()->isEnabled());
        QVERIFY(m_dialog->messageBar()->isVisible());
        check::saveBoth(*m_dialog, QStringLiteral("export-missing"));
        m_dialog->chooseKind(QStringLiteral("report"));
        QVERIFY(m_dialog->action()->isEnabled());
        QVERIFY(!m_dialog->messageBar()->isVisible());
    }

    void pairsGoOutByKeysAlone() {
        QVERIFY(m_dialog->kindList()->hasFocus());
        for (int i = 0; i < 4; ++i) {
            QTest::keyClick(m_dialog->kindList(), Qt::Key_Down);
        }
        QVERIFY(m_dialog->sourceBox()->isVisible());
        QTest::keyClick(m_dialog->kindList(), Qt::Key_A, Qt::AltModifier);
        QVERIFY(m_dialog->formBox()->hasFocus());
        QTest::keyClick(m_dialog->formBox(), Qt::Key_Down);
        m_dialog->sourceBox()->setCurrentIndex(m_dialog->sourceBox()->findData(QStringLiteral("train")));
        QCOMPARE(m_dialog->destination()->text(), m_out + QStringLiteral("/train.jsonl"));
        check::saveBoth(*m_dialog, QStringLiteral("export-pairs"));
        QTest::keyClick(m_dialog.get(), Qt::Key_Return);
        QTRY_VERIFY(!m_dialog->written().isEmpty());
        QCOMPARE(
            m_safer.arguments(),
            (QStringList{QStringLiteral("export"), QStringLiteral("pairs"),
                         QStringLiteral("--workspace=") + m_folder.filePath(QStringLiteral("w")),
                         QStringLiteral("--output=") + m_out + QStringLiteral("/train.jsonl"), QStringLiteral("--json"),
                         QStringLiteral("--dataset=train"), QStringLiteral("--layout=strings")}));
        QCOMPARE(m_dialog->messageBar()->kind(), MessageKind::Success);
        QVERIFY(m_dialog->showButton()->isVisible() && m_dialog->showButton()->hasFocus());
        QUrl opened;
        m_dialog->setOpener([&](const QUrl& url) { opened = url; });
        QTest::keyClick(m_dialog->showButton(), Qt::Key_Space);
        QCOMPARE(opened.toLocalFile(), m_out);
        check::saveBoth(*m_dialog, QStringLiteral("export-done"));
        // The next one at once.
        m_dialog->chooseKind(QStringLiteral("report"));
        QCOMPARE(m_dialog->destination()->text(), m_out + QStringLiteral("/report.html"));
    }

    void theEndingFollowsTheForm() {
        m_dialog->chooseKind(QStringLiteral("ratings"));
        QCOMPARE(m_dialog->destination()->text(), m_out + QStringLiteral("/ratings.jsonl"));
        m_dialog->formBox()->setCurrentIndex(1);
        QCOMPARE(m_dialog->destination()->text(), m_out + QStringLiteral("/ratings.csv"));
        QVERIFY(!m_dialog->sourceBox()->isVisible());
        m_dialog->destination()->setText(m_folder.filePath(QStringLiteral("elsewhere/mine.csv")));
        m_dialog->chooseKind(QStringLiteral("report"));
        QCOMPARE(m_dialog->destination()->text(), m_folder.filePath(QStringLiteral("elsewhere/report.html")));
        m_dialog->destination()->clear();
        QVERIFY(!m_dialog->action()->isEnabled());
    }

    void whatIsThereIsNotReplacedUnasked() {
        const QString file = m_out + QStringLiteral("/there.html");
        std::ofstream(file.toStdString()) << "old";
        m_dialog->chooseKind(QStringLiteral("report"));
        m_dialog->destination()->setText(file);
        const int before = m_safer.calls();
        m_dialog->accept();
        QVERIFY(!m_dialog->busy());
        QCOMPARE(m_dialog->messageBar()->kind(), MessageKind::Warning);
        check::saveBoth(*m_dialog, QStringLiteral("export-exists"));
        m_dialog->accept();
        QTRY_COMPARE(m_safer.calls(), before + 1);
        QTRY_VERIFY(!m_dialog->written().isEmpty());
        QVERIFY(m_safer.arguments().contains(QStringLiteral("--force")));
        // The leave was for that one time and that one place.
        m_dialog->accept();
        QVERIFY(!m_dialog->busy());
        QCOMPARE(m_safer.calls(), before + 1);
    }

    void warningsAndNotesAreShown() {
        m_safer.answer(R"({"output":"x","warnings":["3 pairs were left out: <b>roles</b>."],"notes":["120 pairs."]})");
        m_dialog->chooseKind(QStringLiteral("report"));
        m_dialog->accept();
        QTRY_VERIFY(!m_dialog->written().isEmpty());
        QCOMPARE(m_dialog->messageBar()->kind(), MessageKind::Warning);
        QVERIFY(m_dialog->notes()->words().contains(QLatin1String("<b>roles</b>")));
        QCOMPARE(check::flaws(*m_dialog), QString());
        check::saveBoth(*m_dialog, QStringLiteral("export-warned"));
    }

    void illBehavedChildren_data() {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("garbage") << QByteArray("head -c 5000 /dev/urandom");
        QTest::newRow("crash") << QByteArray("kill -SEGV $$");
        QTest::newRow("refuses") << QByteArray("echo 'safer: No space left.' >&2; echo '  Free some.' >&2; exit 1");
    }
    void illBehavedChildren() {
        QFETCH(QByteArray, script);
        m_safer.act(script);
        m_dialog->chooseKind(QStringLiteral("report"));
        m_dialog->accept();
        QTRY_COMPARE(m_dialog->messageBar()->kind(), MessageKind::Error);
        QVERIFY(m_dialog->messageBar()->isVisible() && m_dialog->written().isEmpty());
        QVERIFY(m_dialog->action()->isEnabled() && !m_dialog->showButton()->isVisible());
    }

    void aHangingExportIsCancelled() {
        m_safer.act("echo 'Writing features: 300 of 1,000' >&2; exec sleep 60");
        m_dialog->chooseKind(QStringLiteral("report"));
        const int before = m_safer.calls();
        m_dialog->accept();
        QTRY_COMPARE(m_safer.calls(), before + 1);
        QTest::qWait(100);
        ThemeManager::instance().setTextScale(1.5);
        QTest::qWait(20);
        check::saveBoth(*m_dialog, QStringLiteral("export-busy-150"));
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
        QVERIFY(m_dialog->isVisible());
        QTRY_VERIFY(!m_dialog->busy());
        QCOMPARE(m_dialog->messageBar()->kind(), MessageKind::Info);
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
        QVERIFY(!m_dialog->isVisible());
    }

    void helpOpensTheFittingPage() {
        QSignalSpy asked(&HelpRequests::instance(), &HelpRequests::requested);
        QTest::keyClick(m_dialog.get(), Qt::Key_F1);
        QCOMPARE(asked.takeFirst().front().toString(), QStringLiteral("exports"));
    }

private:
    QTemporaryDir m_folder;
    QString m_out;
    std::unique_ptr<Workspace> m_workspace;
    check::FakeSafer m_safer;
    std::unique_ptr<ExportDialog> m_dialog;
};

QTEST_MAIN(ExportDialogTest)
#include "export_dialog_test.moc"
