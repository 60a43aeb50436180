// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace.h"
#include "tests/ui/exchange_pictures.h"
#include "tests/ui/fake_safer.h"
#include "ui/dialogs/open_found_panel.h"
#include "ui/dialogs/open_model_dialog.h"
#include "ui/dialogs/open_sae_dialog.h"
#include "ui/widgets/help_request.h"
#include "ui/widgets/message_bar.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QUrl>
#include <fstream>

using namespace saferscope;

namespace {

const char* const modelAnswer =
    R"({"compute":{},"model":{"family":"llama","layers":16,"hidden_size":2048,)"
    "\n"
    R"( "vocabulary_size":128256,"dtype":"bfloat16","parameters":1235816448,"tokenizer_size":128256},)"
    "\n"
    R"( "warnings":["The padding token is the end-of-text token <|eot_id|>; rewards are read at the last token that is not padding."],)"
    "\n"
    R"( "problems":[]})";

const char* const labelsAnswer =
    R"({"model":{"family":"qwen2","layers":28,"hidden_size":1536,"dtype":"float32",)"
    "\n"
    R"( "parameters":1500000000,"labels":["helpful","<b>harmless</b>","honest"]},"warnings":[],)"
    "\n"
    R"( "problems":[{"message":"The model has 3 labels.","hint":"Choose one with --label."}]})";

const char* const refusedAnswer =
    R"({"model":{"family":"mixtral","layers":32,"hidden_size":4096},"warnings":[],)"
    "\n"
    R"( "problems":[{"message":"MixtralForSequenceClassification is a mixture of experts, which cannot be computed here.",)"
    "\n"
    R"( "hint":"Choose a dense model."},{"message":"The tokenizer is missing.","hint":"Copy tokenizer.json beside it."}]})";

const char* const saeAnswer =
    R"({"layout":"saelens","latents":16384,"input_size":2048,"activation":"top-k","k":32,)"
    "\n"
    R"( "layer":9,"normalisation":"each token to one norm","model_name":"meta-llama/Llama-3.2-1B",)"
    "\n"
    R"( "assumptions":["The file does not say which tokens it saw; all tokens are assumed."],"problems":[]})";

const char* const addedAnswer =
    R"({"name":"layer9","layout":"saelens",)"
    "\n"
    R"( "assumptions":["The file does not say which tokens it saw; all tokens are assumed."],)"
    "\n"
    R"( "measured_on":"the reward model m and the data set train","pairs":64,)"
    "\n"
    R"( "quality":{"tokens":{"l0":31.2,"fvu":0.184,"dead":0.021,"count":41233},)"
    "\n"
    R"( "sentence_ends":{"l0":30.04,"fvu":0.21,"dead":0.3,"count":2110}},"warnings":[]})";

void dropOn(QWidget& widget, const QString& path) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&widget, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&widget, &event);
}

}  // namespace

class OpenDialogsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        ThemeManager::instance().setMode(ThemeMode::Light);
        ThemeManager::instance().install(*qApp);
        m_place = m_folder.path().toStdString();
        auto workspace = Workspace::create(m_place / "w");
        QVERIFY(workspace.has_value());
        m_workspace = std::move(*workspace);
        std::ofstream(m_place / "p.jsonl") << R"({"prompt":"p","chosen":"yes","rejected":"no"})" << '\n';
        QVERIFY(m_workspace->importPairs(m_place / "p.jsonl", "train", {}).has_value());
    }

    // Buttons are made before fields; typing begins in the first field all the same, and Tab comes to the buttons last.
    void keysGoThroughTheFieldsFirst() {
        FormDialog dialog(QStringLiteral("Title"), QStringLiteral("Sentence"), QStringLiteral("Go"));
        dialog.offerHelpPage(QStringLiteral("pairs"));
        auto* name = new QLineEdit(&dialog);
        auto* kind = new QComboBox(&dialog);
        auto* wide = new QCheckBox(QStringLiteral("All"), &dialog);
        kind->addItem(QStringLiteral("one"));
        dialog.addRow(QStringLiteral("&Name"), name);
        dialog.addRow(QStringLiteral("&Kind"), kind);
        dialog.addWide(wide);
        for (int shown = 0; shown < 2; ++shown) {  // the second time nothing is put in order again
            dialog.show();
            QVERIFY(QTest::qWaitForWindowActive(&dialog));
            QTRY_COMPARE(dialog.focusWidget(), name);
            for (QWidget* next : std::initializer_list<QWidget*>{kind, wide, dialog.cancelButton(), dialog.action()}) {
                QTest::keyClick(dialog.focusWidget(), Qt::Key_Tab);
                QCOMPARE(dialog.focusWidget(), next);
            }
            QTest::keyClick(dialog.focusWidget(), Qt::Key_Tab);
            QCOMPARE(qobject_cast<QPushButton*>(dialog.focusWidget())->text(), QStringLiteral("Help"));
            QTest::keyClick(dialog.focusWidget(), Qt::Key_Tab);
            QCOMPARE(dialog.focusWidget(), name);
            dialog.hide();
        }
        OpenModelDialog model(m_place);
        model.show();
        QVERIFY(QTest::qWaitForWindowActive(&model));
        QTRY_VERIFY(qobject_cast<QLineEdit*>(model.focusWidget()) != nullptr);
    }
    void init() { ThemeManager::instance().setTextScale(1.0); }

    void aModelIsShownAndAdded() {
        m_safer.answer(modelAnswer);
        OpenModelDialog dialog(m_place / "w");
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QVERIFY(!dialog.action()->isEnabled());
        check::saveBoth(dialog, QStringLiteral("open-model-empty"));
        QTest::keyClicks(dialog.pathField(), QStringLiteral("/models/llama"));
        QTRY_VERIFY(dialog.action()->isEnabled());
        QCOMPARE(m_safer.arguments(), (QStringList{QStringLiteral("doctor"), QStringLiteral("--model=/models/llama"),
                                                   QStringLiteral("--json")}));

        const QString words = dialog.found()->words();
        QVERIFY2(words.contains(QLatin1String("16 blocks, width 2,048")), qPrintable(words));
        QVERIFY(words.contains(QLatin1String("1,235,816,448")));
        QVERIFY(words.contains(QLatin1String("<|eot_id|>")));
        check::saveBoth(dialog, QStringLiteral("open-model-found"));
        m_safer.answer(R"({"name":"llama","path":"/models/llama"})");
        QTest::keyClick(&dialog, Qt::Key_Return);
        QTRY_VERIFY(dialog.added());
        QVERIFY(m_safer.arguments().contains(QStringLiteral("--workspace=") + m_folder.filePath(QStringLiteral("w"))));
        QVERIFY(!m_safer.arguments().contains(QStringLiteral("--name=")));
        QCOMPARE(dialog.messageBar()->kind(), MessageKind::Success);
        check::saveBoth(dialog, QStringLiteral("open-model-added"));
        QTest::keyClick(&dialog, Qt::Key_Return);
        QVERIFY(!dialog.isVisible());
        QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
    }

    void theLabelIsAskedFor() {
        m_safer.answer(labelsAnswer, 3);
        OpenModelDialog dialog(m_place / "w");
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QVERIFY(!dialog.labelBox()->isVisible());
        dialog.setPath(QStringLiteral("/models/multi"));
        QTRY_VERIFY(dialog.labelBox()->isVisible());
        QVERIFY(!dialog.messageBar()->isVisible());
        QVERIFY(!dialog.action()->isEnabled());  // nobody has said which
        check::saveBoth(dialog, QStringLiteral("open-model-labels"));
        QTest::keyClick(&dialog, Qt::Key_L, Qt::AltModifier);
        QTRY_VERIFY(dialog.labelBox()->hasFocus());
        QTest::keyClick(dialog.labelBox(), Qt::Key_Down);
        QTest::keyClick(dialog.labelBox(), Qt::Key_Down);
        QVERIFY(dialog.action()->isEnabled());
        dialog.nameField()->setText(QStringLiteral(" -x "));
        m_safer.answer(R"({"name":"-x","path":"/w/models/x"})");
        dialog.accept();
        QTRY_VERIFY(dialog.added());
        QVERIFY(m_safer.arguments().contains(QStringLiteral("--label=<b>harmless</b>")));
        QVERIFY(m_safer.arguments().contains(QStringLiteral("--name=-x")));
        QCOMPARE(check::flaws(dialog), QString());
    }

    void whatIsRefusedSaysWhy() {
        m_safer.answer(refusedAnswer, 3);
        OpenModelDialog dialog(m_place / "w");
        dialog.show();
        dialog.setPath(QStringLiteral("/models/mixtral"));
        QTRY_VERIFY(dialog.messageBar()->isVisible());
        QVERIFY(dialog.messageBar()->what().contains(QLatin1String("mixture of experts")));
        QVERIFY(dialog.found()->words().contains(QLatin1String("tokenizer is missing")));
        QVERIFY(!dialog.action()->isEnabled());
        dialog.accept();
        QVERIFY(!dialog.adding());
        check::saveBoth(dialog, QStringLiteral("open-model-refused"));
    }

    void illBehavedChildrenLeaveTheDialogUsable_data() {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("garbage") << QByteArray("head -c 5000 /dev/urandom");
        QTest::newRow("crash") << QByteArray("kill -SEGV $$");
        QTest::newRow("fails") << QByteArray("echo 'safer: Out of memory.' >&2; exit 5");
        QTest::newRow("an empty object") << QByteArray("echo '{}'");
        QTest::newRow("wrong types") << QByteArray(
            "echo '{\"model\":[1],\"warnings\":{\"a\":1},\"problems\":\"x\",\"latents\":\"many\"}'");
    }
    void illBehavedChildrenLeaveTheDialogUsable() {
        QFETCH(QByteArray, script);
        m_safer.act(script);
        OpenModelDialog model(m_place / "w");
        OpenSaeDialog sae(*m_workspace);
        for (OpenArtifactDialog* dialog :
             {static_cast<OpenArtifactDialog*>(&model), static_cast<OpenArtifactDialog*>(&sae)}) {
            dialog->show();
            dialog->setPath(QStringLiteral("/x"));
            QTRY_VERIFY(!dialog->looking());
            QVERIFY(dialog->messageBar()->isVisible() || !dialog->found()->words().isEmpty());
            QVERIFY2(!dialog->action()->isEnabled(), dialog->metaObject()->className());
        }
        m_safer.answer(modelAnswer);
        model.setPath(QStringLiteral("/y"));
        QTRY_VERIFY(model.action()->isEnabled());
    }

    void aHangingAdditionIsCancelled() {
        m_safer.answer(modelAnswer);
        OpenModelDialog dialog(m_place / "w");
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        dialog.setPath(QStringLiteral("/models/llama"));
        QTRY_VERIFY(dialog.action()->isEnabled());
        m_safer.act("echo 'Reading the weights: 3 of 12' >&2; exec sleep 60");
        const int calls = m_safer.calls();
        QTest::keyClick(&dialog, Qt::Key_Return);
        QTRY_VERIFY(m_safer.calls() > calls);
        QTest::qWait(100);
        check::saveBoth(dialog, QStringLiteral("open-model-adding"));
        QVERIFY(dialog.adding());
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QVERIFY(dialog.isVisible());
        QTRY_VERIFY(!dialog.adding());
        QCOMPARE(dialog.messageBar()->kind(), MessageKind::Info);
        QVERIFY(dialog.action()->isEnabled());
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QVERIFY(!dialog.isVisible());
    }

    void anSaeIsShownAddedAndMeasured() {
        m_safer.answer(saeAnswer);
        OpenSaeDialog dialog(*m_workspace);
        dialog.show();
        QVERIFY(dialog.messageBar()->isVisible());  // there is no model in this workspace
        dropOn(dialog, QStringLiteral("/saes/layer9"));
        QTRY_VERIFY(dialog.action()->isEnabled());
        QCOMPARE(m_safer.arguments(), (QStringList{QStringLiteral("sae"), QStringLiteral("inspect"),
                                                   QStringLiteral("/saes/layer9"), QStringLiteral("--json")}));
        QVERIFY(!dialog.layerField()->isVisible() && !dialog.kField()->isVisible());
        QVERIFY(dialog.found()->words().contains(QLatin1String("top-k, k = 32")));
        QVERIFY(dialog.found()->words().contains(QLatin1String("all tokens are assumed")));
        check::saveBoth(dialog, QStringLiteral("open-sae-found"));
        m_safer.answer(addedAnswer);
        dialog.accept();
        QTRY_VERIFY(dialog.added());
        QVERIFY(m_safer.arguments().contains(QStringLiteral("--dataset=train")));
        const QString words = dialog.found()->words();
        QVERIFY2(words.contains(QLatin1String("L0 31.2 of k 32, FVU 0.18")), qPrintable(words));
        QVERIFY2(words.contains(QLatin1String("L0 30.0 of k 32, FVU 0.21")), qPrintable(words));
        QVERIFY(words.contains(QLatin1String("all tokens are assumed")));
        QVERIFY(!dialog.warningBar()->isVisible());
        check::saveBoth(dialog, QStringLiteral("open-sae-added"));
    }

    void whatTheFileDoesNotSayIsAskedFor() {
        m_safer.act(
            R"(k=; layer=)"
            "\n"
            R"(for a in "$@"; do case "$a" in --k=*) k=${a#--k=};; --layer=*) layer=${a#--layer=};; esac; done)"
            "\n"
            R"(if [ -z "$k" ]; then)"
            "\n"
            R"(  echo '{"problems":[{"message":"stage2.pt does not say k.","hint":"Give it with --k N."}]}'; exit 3)"
            "\n"
            R"(fi)"
            "\n"
            R"(echo '{"layout":"safer","latents":1024,"input_size":64,"activation":"top-k","k":'$k',"layer":'${layer:-null}',"normalisation":"x","model_name":"","assumptions":[],"problems":[]}')");
        OpenSaeDialog dialog(*m_workspace);
        dialog.show();
        dialog.setPath(QStringLiteral("/saes/stage2.pt"));
        QTRY_VERIFY(dialog.kField()->isVisible());
        QVERIFY(!dialog.action()->isEnabled());
        check::saveBoth(dialog, QStringLiteral("open-sae-asks"));
        dialog.kField()->setValue(64);
        QTRY_VERIFY(dialog.found()->words().contains(QLatin1String("k = 64")));
        QVERIFY(dialog.layerField()->isVisible());
        QVERIFY(!dialog.action()->isEnabled());  // the layer is still open
        dialog.layerField()->setValue(0);        // the embeddings are a layer too
        QTRY_VERIFY(dialog.action()->isEnabled());
        QVERIFY(m_safer.arguments().contains(QStringLiteral("--layer=0")));
        QVERIFY(m_safer.arguments().contains(QStringLiteral("--k=64")));
        check::saveBoth(dialog, QStringLiteral("open-sae-answered"));
        // Another file is asked anew: what was said of this one must not be told of that.
        dialog.setPath(QStringLiteral("/saes/other.pt"));
        QTRY_VERIFY(m_safer.arguments().contains(QStringLiteral("/saes/other.pt")));
        QVERIFY(!m_safer.arguments().contains(QStringLiteral("--k=64")));
        QTRY_VERIFY(!dialog.looking());
        QVERIFY(!dialog.action()->isEnabled());
    }

    void warningsCannotBeOverlooked() {
        m_safer.answer(saeAnswer);
        ThemeManager::instance().setTextScale(1.5);
        OpenSaeDialog dialog(*m_workspace);
        dialog.show();
        dialog.setPath(QStringLiteral("/saes/layer9"));
        QTRY_VERIFY(dialog.action()->isEnabled());
        check::saveBoth(dialog, QStringLiteral("open-sae-found-150"));
        m_safer.answer(QByteArray(addedAnswer)
                           .replace("\"warnings\":[]",
                                    "\"warnings\":[\"FVU is 1.3 on all tokens: worse than the mean.\","
                                    "\"L0 is 412, though k is 32.\"]"));
        dialog.accept();
        QTRY_VERIFY(dialog.added());
        QVERIFY(dialog.warningBar()->isVisible());
        QCOMPARE(dialog.warningBar()->kind(), MessageKind::Warning);
        QVERIFY(dialog.warningBar()->whatToDo().contains(QLatin1String("412")));
        check::saveBoth(dialog, QStringLiteral("open-sae-warned-150"));
        QCOMPARE(check::flaws(dialog), QString());
    }

    void theLayoutCanBeChosen() {
        m_safer.answer(saeAnswer);
        OpenSaeDialog dialog(*m_workspace);
        dialog.show();
        dialog.setPath(QStringLiteral("/saes/x"));
        QTRY_VERIFY(dialog.action()->isEnabled());
        dialog.layoutBox()->setCurrentIndex(dialog.layoutBox()->findData(QStringLiteral("openai")));
        QTRY_VERIFY(m_safer.arguments().contains(QStringLiteral("--layout=openai")));
    }

    void helpOpensTheFittingPage() {
        m_safer.answer(saeAnswer);
        QSignalSpy asked(&HelpRequests::instance(), &HelpRequests::requested);
        OpenModelDialog model(m_place / "w");
        model.show();
        QVERIFY(QTest::qWaitForWindowActive(&model));
        QTest::keyClick(&model, Qt::Key_F1);
        QCOMPARE(asked.takeFirst().front().toString(), QStringLiteral("own#model"));
        model.close();
        OpenSaeDialog sae(*m_workspace);
        sae.show();
        QVERIFY(QTest::qWaitForWindowActive(&sae));
        QTest::keyClick(&sae, Qt::Key_F1);
        QCOMPARE(asked.takeFirst().front().toString(), QStringLiteral("own#sae"));
    }

    void hostileWordsStayWords() {
        QCOMPARE(plainLine(QStringLiteral("a\u202Eb\nc\u0007")), QStringLiteral("a\uFFFDb c\uFFFD"));
        QVERIFY(plainLine(QString(100000, QLatin1Char('x'))).size() < 500);
    }

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_place;
    std::unique_ptr<Workspace> m_workspace;
    check::FakeSafer m_safer;
};

QTEST_MAIN(OpenDialogsTest)
#include "open_dialogs_test.moc"
