// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_dialog.h"

#include "tests/ui/exchange_pictures.h"
#include "tests/ui/report_workspace.h"
#include "ui/language/language.h"
#include "ui/main_window.h"
#include "ui/widgets/help_request.h"
#include "ui/widgets/message_bar.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <sys/stat.h>

using namespace saferscope;

namespace {

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QAbstractButton* buttonOf(const QWidget& widget, const QString& text) {
    for (auto* button : widget.findChildren<QAbstractButton*>()) {
        if (button->text() == text && button->isVisible()) {
            return button;
        }
    }
    return nullptr;
}

}  // namespace

class ReportDialogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().install(*qApp);
        m_workspace = std::make_unique<check::ReportWorkspace>(60);
        m_out = QString::fromStdString((m_workspace->root() / "out").string());
        QVERIFY(QDir().mkpath(m_out));
    }
    void init() {
        ThemeManager::instance().setTextScale(1.0);
        m_dialog = std::make_unique<ReportDialog>(m_workspace->folder(), m_out);
        m_dialog->features()->setValue(2);
        m_dialog->pairs()->setValue(2);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }
    void cleanup() { QDir(m_out).removeRecursively(), QDir().mkpath(m_out); }

    void theLanguageIsThatOfTheWindowUnlessChosen() {
        QComboBox* box = m_dialog->languageBox();
        QCOMPARE(box->currentData().toString(), QStringLiteral("en"));
        QCOMPARE(box->count(), 3);
        box->setCurrentIndex(box->findData(QStringLiteral("de")));
        m_dialog->formatBox()->setCurrentIndex(1);
        m_dialog->accept();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->busy(), 20'000);
        QVERIFY(contents(m_dialog->written()).contains("<html lang=\"de\">"));
        installLanguage(QStringLiteral("zh_CN"));
        QCOMPARE(ReportDialog(m_workspace->folder(), m_out).languageBox()->currentData().toString(),
                 QStringLiteral("zh_CN"));
        installLanguage(QStringLiteral("en"));
    }

    void aMaskedPdfByKeysAlone() {
        QVERIFY(m_dialog->titleLine()->hasFocus());
        QVERIFY(!m_dialog->withTexts()->isChecked());
        QTest::keyClicks(m_dialog->titleLine(), QStringLiteral("For the board"));
        check::saveBoth(*m_dialog, QStringLiteral("report"));
        QTest::keyClick(m_dialog->titleLine(), Qt::Key_Return);
        QVERIFY(m_dialog->busy());
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->busy(), 20'000);
        QCOMPARE(m_dialog->written(), m_out + QStringLiteral("/report.pdf"));
        const QByteArray file = contents(m_dialog->written());
        QVERIFY(file.startsWith("%PDF-"));
        QCOMPARE(m_dialog->messageBar()->kind(), MessageKind::Success);
        QVERIFY(m_dialog->messageBar()->whatToDo().contains(QLatin1String("report.pdf")));
        check::saveBoth(*m_dialog, QStringLiteral("report-done"));
        QCOMPARE(check::flaws(*m_dialog), QString());

        QList<QUrl> opened;
        m_dialog->setOpener([&](const QUrl& url) { opened << url; });
        QTest::keyClick(buttonOf(*m_dialog, QStringLiteral("Open")), Qt::Key_Space);
        QTest::keyClick(buttonOf(*m_dialog, QStringLiteral("Show in folder")), Qt::Key_Space);
        QCOMPARE(opened, (QList<QUrl>{QUrl::fromLocalFile(m_dialog->written()), QUrl::fromLocalFile(m_out)}));
        QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
        QVERIFY(!m_dialog->isVisible());
    }

    void textsAreInItOnlyWhenTicked() {
        m_dialog->formatBox()->setCurrentIndex(1);
        QCOMPARE(m_dialog->destination()->text(), m_out + QStringLiteral("/report.html"));
        m_dialog->accept();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->busy(), 20'000);
        QCOMPARE(m_workspace->canariesIn(QString::fromUtf8(contents(m_dialog->written()))), std::size_t{0});
        QTest::keyClick(m_dialog->destination(), Qt::Key_I, Qt::AltModifier);
        QTRY_VERIFY(m_dialog->withTexts()->isChecked());  // keys press buttons for a tenth of a second
        m_dialog->destination()->setText(m_out + QStringLiteral("/open.html"));
        m_dialog->accept();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->busy(), 20'000);
        QVERIFY(m_workspace->canariesIn(QString::fromUtf8(contents(m_dialog->written()))) > 0);
    }

    void endingAndFormatFollowEachOther() {
        m_dialog->destination()->setText(m_out + QStringLiteral("/a.b/mine.HTML"));
        QCOMPARE(m_dialog->formatBox()->currentIndex(), 1);
        m_dialog->formatBox()->setCurrentIndex(0);
        QCOMPARE(m_dialog->destination()->text(), m_out + QStringLiteral("/a.b/mine.pdf"));
        m_dialog->destination()->setText(m_out + QStringLiteral("/v1.2"));
        QCOMPARE(m_dialog->formatBox()->currentIndex(), 0);
        m_dialog->accept();
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->busy(), 20'000);
        QCOMPARE(m_dialog->written(), m_out + QStringLiteral("/v1.2.pdf"));
        m_dialog->destination()->clear();
        QVERIFY(!m_dialog->action()->isEnabled());
    }

    void whatIsThereIsNotReplacedUnasked() {
        const QString file = m_out + QStringLiteral("/report.pdf");
        QFile old(file);
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        m_dialog->accept();
        QVERIFY(!m_dialog->busy());
        QCOMPARE(m_dialog->messageBar()->kind(), MessageKind::Warning);
        QCOMPARE(contents(file), QByteArray("old"));
        check::saveBoth(*m_dialog, QStringLiteral("report-exists"));
        m_dialog->accept();
        QVERIFY(m_dialog->busy());
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->busy(), 20'000);
        QVERIFY(contents(file).startsWith("%PDF-"));
        // The leave was for that one time; and a folder is never replaced.
        m_dialog->accept();
        QVERIFY(!m_dialog->busy());
        QVERIFY(QDir().mkpath(m_out + QStringLiteral("/folder.pdf")));
        m_dialog->destination()->setText(m_out + QStringLiteral("/folder.pdf"));
        m_dialog->accept();
        QCOMPARE(m_dialog->messageBar()->kind(), MessageKind::Error);
    }

    void aCancelledReportLeavesNoFile() {
        ThemeManager::instance().setTextScale(1.5);
        m_dialog = std::make_unique<ReportDialog>(m_workspace->folder(), m_out);
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
        m_dialog->features()->setValue(200);
        m_dialog->pairs()->setValue(60);
        m_dialog->accept();
        QVERIFY(m_dialog->busy() && m_dialog->cancelButton()->hasFocus());
        check::saveBoth(*m_dialog, QStringLiteral("report-busy-150"));
        QTest::keyClick(m_dialog->cancelButton(), Qt::Key_Space);
        QVERIFY(m_dialog->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->busy(), 20'000);
        QCOMPARE(m_dialog->messageBar()->kind(), MessageKind::Info);
        QVERIFY(m_dialog->written().isEmpty() && QDir(m_out).isEmpty());
        QVERIFY(m_dialog->action()->isEnabled());
    }

    void closingWhileItRunsWaitsAndLeavesNoFile() {
        m_dialog->features()->setValue(200);
        m_dialog->accept();
        QVERIFY(m_dialog->busy());
        m_dialog.reset();
        QVERIFY(QDir(m_out).isEmpty());
    }

    void aFailureIsOneSentence() {
        m_dialog->destination()->setText(m_out + QStringLiteral("/nowhere/report.pdf"));
        m_dialog->accept();
        QVERIFY(!m_dialog->busy());
        QCOMPARE(m_dialog->messageBar()->kind(), MessageKind::Error);
        QVERIFY(m_dialog->messageBar()->what().contains(QLatin1String("nowhere")));
        // Where nobody may write, not even root: known only once it is tried.
        m_dialog->destination()->setText(QStringLiteral("/proc/report.pdf"));
        m_dialog->accept();
        QVERIFY(m_dialog->busy());
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->busy(), 20'000);
        QCOMPARE(m_dialog->messageBar()->kind(), MessageKind::Error);
        QVERIFY(m_dialog->messageBar()->what().contains(QLatin1String("/proc")));
        QVERIFY(m_dialog->written().isEmpty() && m_dialog->action()->isEnabled());
    }

    void helpOpensTheFittingPlace() {
        QSignalSpy asked(&HelpRequests::instance(), &HelpRequests::requested);
        QTest::keyClick(m_dialog.get(), Qt::Key_F1);
        QCOMPARE(asked.takeFirst().front().toString(), QStringLiteral("exports#report"));
    }

    void theWindowOffersItForAnOpenWorkspace() {
        MainWindow window(std::make_unique<QSettings>(m_workspace->file("settings.ini"), QSettings::IniFormat));
        window.show();
        QAction* action = nullptr;
        for (QAction* one : window.findChildren<QAction*>()) {
            action = QString(one->text()).remove(QLatin1Char('&')) == QStringLiteral("Report…") ? one : action;
        }
        QVERIFY(action != nullptr && !action->isEnabled());
        QVERIFY(window.openWorkspace(QString::fromStdString(m_workspace->folder().string())));
        QVERIFY(action->isEnabled());
        action->trigger();
        auto* dialog = window.findChild<ReportDialog*>();
        QVERIFY(dialog != nullptr && dialog->isVisible());
        dialog->destination()->setText(m_out + QStringLiteral("/window.html"));
        dialog->features()->setValue(1);
        dialog->accept();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog->busy(), 20'000);
        QCOMPARE(dialog->written(), m_out + QStringLiteral("/window.html"));
        dialog->reject();
        // The next one begins where this one went.
        QTRY_VERIFY(window.findChild<ReportDialog*>() == nullptr);
        action->trigger();
        QCOMPARE(window.findChild<ReportDialog*>()->destination()->text(), m_out + QStringLiteral("/report.pdf"));
    }

private:
    std::unique_ptr<check::ReportWorkspace> m_workspace;
    QString m_out;
    std::unique_ptr<ReportDialog> m_dialog;
};

QTEST_MAIN(ReportDialogTest)
#include "report_dialog_test.moc"
