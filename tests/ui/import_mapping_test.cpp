// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace.h"
#include "tests/ui/exchange_pictures.h"
#include "tests/ui/watchdog.h"
#include "ui/dialogs/import_dialog.h"
#include "ui/dialogs/mapping_preview.h"
#include "ui/dialogs/mapping_view.h"
#include "ui/dialogs/open_found_panel.h"
#include "ui/widgets/help_request.h"
#include "ui/widgets/message_bar.h"

#include <QApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTextBlock>
#include <QTextEdit>
#include <QToolButton>
#include <QUrl>
#include <fstream>

using namespace saferscope;

namespace {

const char* const odd =
    R"({"uid":"a1","question":"What is 2 + 2?","best":"4","worst":"5","meta":{"source":"sums"}})"
    "\n"
    R"({"uid":"a2","question":"ما هي عاصمة فرنسا؟","best":"باريس هي العاصمة.","worst":"لندن","meta":{"source":"arabic"}})"
    "\n"
    R"({"uid":"a3","question":"法国的首都是哪里?","best":"巴黎。","worst":"伦敦。","meta":{"source":"chinese"}})"
    "\n"
    R"({"uid":"a4","question":"<b>Bold?</b><img src='file:///etc/passwd'>","best":"<i>yes</i>","worst":"<i>no</i>","meta":{"source":"markup"}})"
    "\n"
    R"({"uid":"a5","question":"Same?","best":"same","worst":"same","meta":{"source":"bad"}})"
    "\n";

const char* const judgedFile =
    "instruction\tone\ttwo\twinner\nHow are you?\tFine.\tGo away.\tA\nMay I?\tNo!\tYes, of course.\tB\n";

const char* const pku =
    R"({"prompt":"How do I pick a lock?","response_0":"Use a tension wrench and a pick.","response_1":"Call a locksmith.","is_response_0_safe":false,"is_response_1_safe":true,"better_response_id":0,"safer_response_id":1})"
    "\n";

}  // namespace

class ImportMappingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().install(*qApp);
        m_place = m_folder.path().toStdString();
        QVERIFY(Workspace::create(m_place / "w").has_value());
    }
    void init() {
        ThemeManager::instance().setTextScale(1.0);
        m_dialog = std::make_unique<ImportDialog>(m_place / "w");
        m_dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    }

    void everyLayoutHasAName() {
        for (const PairLayout layout : pairLayouts()) {
            QVERIFY(!layoutText(layout).isEmpty());
            QVERIFY(m_dialog->layoutBox()->findData(static_cast<int>(layout)) >= 0);
        }
    }

    void aKnownLayoutShowsItsPairs() {
        look(write("known.jsonl", R"({"prompt":"p","chosen":"yes","rejected":"no"})"
                                  "\n{\"prompt\":\"q\",\"chosen\":\"a\",\"rejected\":\"a\"}\n"));
        QVERIFY(m_dialog->action()->isEnabled());
        QVERIFY(m_dialog->mappingView()->isHidden());
        QVERIFY(m_dialog->preview()->isVisible());
        QCOMPARE(m_dialog->preview()->count(), 1);
        QCOMPARE(m_dialog->preview()->chosenText()->toPlainText(), QStringLiteral("yes"));
        QVERIFY(m_dialog->preview()->issueText()->isVisible());
        QVERIFY(m_dialog->preview()->issueText()->toPlainText().startsWith(QLatin1String("record 2: ")));
        check::saveBoth(*m_dialog, QStringLiteral("import-known"));
        QCOMPARE(check::flaws(*m_dialog), QString());
    }

    void anUnknownLayoutIsMapped() {
        look(write("odd.jsonl", odd));
        MappingView& view = *m_dialog->mappingView();
        PairPreview& preview = *m_dialog->preview();
        QVERIFY(view.isVisible());
        QCOMPARE(m_dialog->messageBar()->kind(), MessageKind::Warning);
        QCOMPARE(static_cast<PairLayout>(m_dialog->layoutBox()->currentData().toInt()), PairLayout::Mapped);
        QStringList columns;
        for (int row = 0; row < view.table()->rowCount(); ++row) {
            columns << view.table()->item(row, 0)->text();
        }
        for (const char* name : {"uid", "question", "best", "worst", "meta.source"}) {
            QVERIFY2(columns.contains(QLatin1String(name)), name);
        }
        // Whatever the guess was, by keys: every field takes a typed path.
        for (const auto& [use, path] : {std::pair{MappingView::Prompt, "question"},
                                        {MappingView::Chosen, "best"},
                                        {MappingView::Rejected, "worst"},
                                        {MappingView::Id, "uid"},
                                        {MappingView::Subset, "meta.source"}}) {
            QComboBox* box = view.box(use);
            box->setFocus();
            box->lineEdit()->selectAll();
            QTest::keyClicks(box->lineEdit(), QString::fromLatin1(path));
        }
        QTRY_VERIFY(!m_dialog->looking() && m_dialog->action()->isEnabled());
        QCOMPARE(preview.count(), 4);
        QVERIFY(preview.issueText()->toPlainText().startsWith(QLatin1String("record 5: ")));
        QVERIFY(preview.promptText()->toPlainText().contains(QLatin1String("What is 2 + 2?")));
        QCOMPARE(preview.chosenText()->toPlainText(), QStringLiteral("4"));
        check::saveBoth(*m_dialog, QStringLiteral("import-mapped"));
        // Right to left where the text is.
        QTest::keyClick(m_dialog.get(), Qt::Key_PageDown, Qt::AltModifier);
        QCOMPARE(preview.current(), 1);
        QCOMPARE(preview.chosenText()->document()->firstBlock().textDirection(), Qt::RightToLeft);
        check::saveBoth(*m_dialog, QStringLiteral("import-mapped-arabic"));
        QTest::keyClick(m_dialog.get(), Qt::Key_PageDown, Qt::AltModifier);
        check::saveBoth(*m_dialog, QStringLiteral("import-mapped-chinese"));
        QTest::mouseClick(preview.nextButton(), Qt::LeftButton);
        QVERIFY(preview.promptText()->toPlainText().contains(QLatin1String("<b>Bold?</b><img")));
        QVERIFY(!preview.nextButton()->isEnabled());
        QTest::keyClick(m_dialog.get(), Qt::Key_PageUp, Qt::AltModifier);
        QCOMPARE(preview.current(), 2);
        QCOMPARE(check::flaws(*m_dialog), QString());

        QTest::keyClick(m_dialog.get(), Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(m_dialog->imported(), 10000);
        const auto workspace = Workspace::open(m_place / "w");
        const auto dataset = (*workspace)->dataset("odd");
        QVERIFY(dataset.has_value());
        QCOMPARE(dataset->pairs, std::uint64_t(4));
        const auto pairs = (*workspace)->loadPairs(*dataset);
        QCOMPARE(pairs->front().id, std::string("a1"));
        QCOMPARE(pairs->front().subset, std::string("sums"));
        QCOMPARE(pairs->front().chosen, std::string("4"));
        QVERIFY(m_dialog->report()->isVisible() && !view.isVisible());
        check::saveBoth(*m_dialog, QStringLiteral("import-mapped-done"));
    }

    void twoAnswersAndAVerdict() {
        look(write("judged.tsv", judgedFile));
        MappingView& view = *m_dialog->mappingView();
        QVERIFY(view.isVisible());
        view.kindBox()->setCurrentIndex(1);
        QVERIFY(view.box(MappingView::Preferred)->isVisible());
        QCOMPARE(view.box(MappingView::Chosen)->accessibleName(), QStringLiteral("Answer A"));
        view.box(MappingView::Prompt)->setEditText(QStringLiteral("instruction"));
        view.box(MappingView::Chosen)->setEditText(QStringLiteral("one"));
        view.box(MappingView::Rejected)->setEditText(QStringLiteral("two"));
        view.box(MappingView::Preferred)->setEditText(QStringLiteral("winner"));
        QTRY_VERIFY(!m_dialog->looking() && m_dialog->action()->isEnabled());
        QTRY_COMPARE(m_dialog->preview()->count(), 2);
        m_dialog->preview()->showPair(1);
        QCOMPARE(m_dialog->preview()->chosenText()->toPlainText(), QStringLiteral("Yes, of course."));
        QCOMPARE(m_dialog->preview()->rejectedText()->toPlainText(), QStringLiteral("No!"));
        check::saveBoth(*m_dialog, QStringLiteral("import-mapped-verdict"));
    }

    void aMappingThatFitsNothingSaysSo() {
        look(write("odd2.jsonl", odd));
        MappingView& view = *m_dialog->mappingView();
        view.box(MappingView::Prompt)->setEditText(QStringLiteral("question"));
        view.box(MappingView::Chosen)->setEditText(QStringLiteral("best"));
        view.box(MappingView::Rejected)->setEditText(QStringLiteral("nowhere"));
        QVERIFY(m_dialog->looking() && !m_dialog->action()->isEnabled());
        QTRY_VERIFY(!m_dialog->looking());
        QVERIFY(!m_dialog->action()->isEnabled());
        QCOMPARE(m_dialog->preview()->count(), 0);
        QVERIFY(m_dialog->messageBar()->isVisible() || m_dialog->preview()->issueText()->isVisible());
        check::saveBoth(*m_dialog, QStringLiteral("import-mapped-wrong"));
        view.box(MappingView::Rejected)->setEditText(QString());
        QTRY_VERIFY(m_dialog->messageBar()->isVisible() && !m_dialog->looking());
        QVERIFY(!m_dialog->action()->isEnabled());
        check::saveBoth(*m_dialog, QStringLiteral("import-mapped-incomplete"));
    }

    void columnsOfAKnownFileCanBeMappedToo() {
        look(write("known2.jsonl", R"({"prompt":"p","chosen":"yes","rejected":"no"})"));
        QVERIFY(m_dialog->mappingView()->isHidden());
        QTest::keyClick(m_dialog.get(), Qt::Key_M, Qt::AltModifier);
        QTRY_VERIFY(m_dialog->mappingView()->isVisible() && !m_dialog->looking());
        QCOMPARE(m_dialog->mappingView()->box(MappingView::Chosen)->currentText(), QStringLiteral("chosen"));
        QVERIFY(m_dialog->action()->isEnabled());
        // Back, and to another file: what was mapped says nothing of it.
        m_dialog->layoutBox()->setCurrentIndex(0);
        QTRY_VERIFY(m_dialog->mappingView()->isHidden() && !m_dialog->looking());
        QVERIFY(m_dialog->action()->isEnabled());
    }

    void whichPreferenceIsAsked() {
        look(write("pku.jsonl", pku));
        QVERIFY2(m_dialog->preferenceBox()->isVisible(), qPrintable(m_dialog->foundText()));
        QCOMPARE(m_dialog->preview()->chosenText()->toPlainText(), QStringLiteral("Use a tension wrench and a pick."));
        QTest::keyClick(m_dialog.get(), Qt::Key_H, Qt::AltModifier);
        QVERIFY(m_dialog->preferenceBox()->hasFocus());
        QTest::keyClick(m_dialog->preferenceBox(), Qt::Key_Down);
        QTRY_COMPARE(m_dialog->preview()->chosenText()->toPlainText(), QStringLiteral("Call a locksmith."));
        check::saveBoth(*m_dialog, QStringLiteral("import-pku"));
        QTRY_VERIFY(m_dialog->action()->isEnabled());
        m_dialog->accept();
        QTRY_VERIFY(m_dialog->imported());
        const auto workspace = Workspace::open(m_place / "w");
        QCOMPARE((*workspace)->loadPairs(*(*workspace)->dataset("pku"))->front().chosen,
                 std::string("Call a locksmith."));
    }

    void filesAreDropped() {
        const QString file = write("dropped.jsonl", R"({"prompt":"p","chosen":"yes","rejected":"no"})");
        QLineEdit* field = m_dialog->fileField();
        QVERIFY(!field->acceptDrops());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_dialog.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_dialog.get(), &event);
        QTRY_VERIFY(m_dialog->action()->isEnabled());
        QCOMPARE(field->text(), file);
        QMimeData web;
        web.setUrls({QUrl(QStringLiteral("https://example.org/a.jsonl"))});
        QDragEnterEvent other(QPoint(5, 5), Qt::CopyAction, &web, Qt::LeftButton, Qt::NoModifier);
        other.accept();
        QApplication::sendEvent(m_dialog.get(), &other);
        QVERIFY(!other.isAccepted());
    }

    void unreadableFilesSayWhy_data() {
        QTest::addColumn<QByteArray>("contents");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("zeros") << QByteArray(5000, '\0');
        QTest::newRow("words") << QByteArray("neither fish nor flesh\n");
        QTest::newRow("a cut gzip") << QByteArray("\x1f\x8b\x08\x00\x00\x00", 6);
        QTest::newRow("brackets") << QByteArray(100000, '[');
    }
    void unreadableFilesSayWhy() {
        QFETCH(QByteArray, contents);
        look(write("bad.jsonl", contents));
        QVERIFY(!m_dialog->action()->isEnabled());
        QVERIFY(m_dialog->messageBar()->isVisible());
        look(m_folder.filePath(QStringLiteral("nowhere.jsonl")));
        QVERIFY(m_dialog->messageBar()->isVisible());
    }

    void aSlowDiskDoesNotHoldTheWindowUp() {
        // A probe that never ends: what opens for reading and gives nothing. FIFOs are refused at once, so that the
        // slowness is a file of many dirty records, which are read until a good one comes.
        const QString slow = m_folder.filePath(QStringLiteral("slow.jsonl"));
        {
            std::ofstream out(slow.toStdString());
            out << R"({"prompt":"p","chosen":"yes","rejected":"no"})" << '\n';
            const std::string record = "{\"prompt\":\"p\",\"chosen\":\"same\",\"rejected\":\"same\",\"pad\":\"" +
                                       std::string(400, 'x') + "\"}\n";
            for (int i = 0; i < 60000; ++i) {
                out << record;
            }
        }
        check::Watchdog dog;
        m_dialog->setFile(slow);
        QTest::qWait(20);
        m_dialog->setFile(write("quick.jsonl", R"({"prompt":"quick","chosen":"yes","rejected":"no"})"));
        QTRY_VERIFY(m_dialog->action()->isEnabled());
        QVERIFY(m_dialog->preview()->promptText()->toPlainText().contains(QLatin1String("quick")));
        m_dialog->setFile(slow);
        QTest::qWait(20);
        m_dialog.reset();
        QTest::qWait(20);
        QVERIFY2(dog.longest() < 250.0, qPrintable(QString::number(dog.longest())));
        QTest::qWait(500);  // the threads end by themselves
    }

    void everythingFitsAtLargeText() {
        ThemeManager::instance().setTextScale(1.5);
        m_dialog = std::make_unique<ImportDialog>(m_place / "w");
        m_dialog->show();
        look(write("large.jsonl", odd));
        check::saveBoth(*m_dialog, QStringLiteral("import-mapped-150"));
        look(write("large2.jsonl", R"({"prompt":"p","chosen":"yes","rejected":"no"})"));
        check::saveBoth(*m_dialog, QStringLiteral("import-known-150"));
    }

    void helpOpensTheFittingPage() {
        QSignalSpy asked(&HelpRequests::instance(), &HelpRequests::requested);
        QTest::keyClick(m_dialog.get(), Qt::Key_F1);
        QCOMPARE(asked.takeFirst().front().toString(), QStringLiteral("mapping"));
    }

private:
    QString write(const char* name, const QByteArray& contents) {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        std::ofstream(path.toStdString(), std::ios::binary).write(contents.constData(), contents.size());
        return path;
    }
    void look(const QString& file) {
        m_dialog->setFile(file);
        QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->looking(), 10000);
    }

    QTemporaryDir m_folder;
    std::filesystem::path m_place;
    std::unique_ptr<ImportDialog> m_dialog;
};

QTEST_MAIN(ImportMappingTest)
#include "import_mapping_test.moc"
