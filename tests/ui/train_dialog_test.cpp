// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/content_hash.h"
#include "core/jobs/job_params.h"
#include "core/workspace/workspace.h"
#include "tests/ui/exchange_pictures.h"
#include "tests/ui/fake_safer.h"
#include "ui/dialogs/base_model_panel.h"
#include "ui/dialogs/open_found_panel.h"
#include "ui/dialogs/training_dialogs.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/message_bar.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <fstream>

using namespace saferscope;

namespace {

const char* const soundAnswer =
    R"({"compute":{},"model":{"family":"llama","layers":16,"hidden_size":2048,)"
    "\n"
    R"( "vocabulary_size":128256,"dtype":"bfloat16","parameters":1235816448,"tokenizer_size":128256,)"
    "\n"
    R"( "remarks":["It has no reward head; a fresh one is made."]},"warnings":[],"problems":[]})";

const char* const nothingAnswer =
    R"({"model":{"path":"/models/none","files":[]},"warnings":[],)"
    "\n"
    R"( "problems":[{"message":"/models/none is not a model folder: it has no config.json.",)"
    "\n"
    R"( "hint":"Give the folder that holds config.json, model.safetensors and tokenizer.json."}]})";

/// By the label in front of it, as a user finds it; null where no such label shows.
QWidget* fieldOf(const QWidget& dialog, const QString& label) {
    for (const QLabel* one : dialog.findChildren<QLabel*>()) {
        if (QString(one->text()).remove(QLatin1Char('&')) == label && one->isVisibleTo(&dialog)) {
            return one->buddy();
        }
    }
    return nullptr;
}

QLineEdit* numberOf(const QWidget& dialog, const QString& label) {
    return qobject_cast<QLineEdit*>(fieldOf(dialog, label));
}

QComboBox* choiceOf(const QWidget& dialog, const QString& label) {
    return qobject_cast<QComboBox*>(fieldOf(dialog, label));
}

void type(QLineEdit* field, const QString& text) {
    QVERIFY(field != nullptr);
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
}

/// Of what a user can see of a dialog: texts that are wider than their control. Nothing where all is well.
QString cutTexts(const QDialog& dialog) {
    for (const QWidget* one : dialog.findChildren<QWidget*>()) {
        const auto* label = qobject_cast<const QLabel*>(one);
        const auto* button = qobject_cast<const QAbstractButton*>(one);
        const bool wraps = label != nullptr && label->wordWrap();
        if (!one->isVisibleTo(&dialog) || (label == nullptr && button == nullptr) || wraps) {
            continue;
        }
        if (one->width() < one->sizeHint().width() && !(label != nullptr && label->text().isEmpty())) {
            return QStringLiteral("cut: ") + (label != nullptr ? label->text() : button->text());
        }
        if (one->mapTo(&dialog, QPoint(one->width(), 0)).x() > dialog.width()) {
            return QStringLiteral("beyond the edge: ") + (label != nullptr ? label->text() : button->text());
        }
    }
    return {};
}

const QString rankLabel = QStringLiteral("LoRA rank");
const QString passLabel = QStringLiteral("Tokens per pass");
const QString methodLabel = QStringLiteral("What is trained");

}  // namespace

class TrainDialogTest : public QObject {
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
        const auto model = modelFolder("tiny-rm");
        QVERIFY(m_workspace->addReference(ArtifactKind::Model, model, "tiny-rm").has_value());
    }
    void init() { ThemeManager::instance().setTextScale(1.0); }

    void freshModelsAreAskedForNothingMore() {
        TrainRewardModelDialog dialog(*m_workspace, nullptr);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QVERIFY(dialog.action()->isEnabled());
        for (const QString& label : {methodLabel, rankLabel, passLabel, QStringLiteral("Folder")}) {
            QVERIFY2(fieldOf(dialog, label) == nullptr, qPrintable(label));
        }
        QVERIFY(!dialog.findChild<QCheckBox*>()->isVisible());
        check::saveBoth(dialog, QStringLiteral("train-fresh"));
        const JobRequest request = dialog.request();
        for (const char* name : {"lora_rank", "dtype", "gradient_checkpointing", "micro_batch_tokens"}) {
            QVERIFY2(!request.config.contains(name), name);
        }
        QVERIFY(request.modelFolder.empty());
    }

    // The paper's first step, by keys alone.
    void aLanguageModelIsTrainedFrom() {
        m_safer.answer(soundAnswer);
        TrainRewardModelDialog dialog(*m_workspace, nullptr);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        QTest::keyClick(&dialog, Qt::Key_F, Qt::AltModifier);
        QComboBox* base = choiceOf(dialog, QStringLiteral("Start from"));
        QTRY_VERIFY(base->hasFocus());
        QTest::keyClick(base, Qt::Key_End);
        QCOMPARE(base->currentText(), QStringLiteral("Another model's folder…"));
        QVERIFY(!dialog.action()->isEnabled());  // nobody has said which
        QVERIFY(base->hasFocus());               // whoever goes through the entries by keys is not thrown out
        QTest::keyClick(base, Qt::Key_Tab);
        QCOMPARE(dialog.focusWidget(), dialog.folderPanel()->pathField());
        QTest::keyClicks(dialog.focusWidget(), QStringLiteral("/models/llama"));
        QVERIFY(!dialog.action()->isEnabled());
        QTRY_VERIFY(dialog.action()->isEnabled());
        QCOMPARE(m_safer.arguments(), (QStringList{QStringLiteral("doctor"), QStringLiteral("--model=/models/llama"),
                                                   QStringLiteral("--base"), QStringLiteral("--json")}));
        const QString words = dialog.folderPanel()->found()->words();
        QVERIFY2(words.contains(QLatin1String("16 blocks, width 2,048")), qPrintable(words));
        QCOMPARE(numberOf(dialog, QStringLiteral("Learning rate"))->text(), QStringLiteral("2e-05"));
        QTest::qWait(50);
        check::saveBoth(dialog, QStringLiteral("train-folder"));

        QVERIFY(fieldOf(dialog, rankLabel) == nullptr);
        JobRequest request = dialog.request();
        QCOMPARE(request.modelFolder, std::filesystem::path("/models/llama"));
        QVERIFY(request.model.empty() && request.freshModel.empty());
        QCOMPARE(request.config.at("lora_rank").get<int>(), 0);
        QCOMPARE(request.config.at("dtype").get<std::string>(), std::string("float32"));
        QCOMPARE(request.config.at("micro_batch_tokens").get<int>(), 8192);
        QCOMPARE(request.config.at("gradient_checkpointing").get<bool>(), false);

        QTest::keyClick(&dialog, Qt::Key_W, Qt::AltModifier);
        QComboBox* method = choiceOf(dialog, methodLabel);
        QTRY_VERIFY(method->hasFocus());
        QTest::keyClick(method, Qt::Key_Down);
        QTRY_VERIFY(fieldOf(dialog, rankLabel) != nullptr);
        QCOMPARE(numberOf(dialog, QStringLiteral("Learning rate"))->text(), QStringLiteral("0.0001"));
        QTest::keyClick(&dialog, Qt::Key_Tab);
        QTRY_COMPARE(dialog.focusWidget(), fieldOf(dialog, rankLabel));
        type(numberOf(dialog, rankLabel), QStringLiteral("8"));
        QTest::keyClick(&dialog, Qt::Key_Tab);
        QTest::keyClick(dialog.focusWidget(), Qt::Key_B);  // bfloat16
        type(numberOf(dialog, passLabel), QStringLiteral("2048"));
        QTest::keyClick(&dialog, Qt::Key_C, Qt::AltModifier);
        QTRY_VERIFY(dialog.findChild<QCheckBox*>()->isChecked());
        QTest::qWait(50);
        check::saveBoth(dialog, QStringLiteral("train-folder-lora"));
        request = dialog.request();
        QCOMPARE(request.config.at("lora_rank").get<int>(), 8);
        QCOMPARE(request.config.at("dtype").get<std::string>(), std::string("bfloat16"));
        QCOMPARE(request.config.at("micro_batch_tokens").get<int>(), 2048);
        QCOMPARE(request.config.at("gradient_checkpointing").get<bool>(), true);
        QVERIFY(!request.config.contains("warmup_fraction"));
        QCOMPARE(check::flaws(dialog), QString());

        // A rate that somebody typed stays.
        type(numberOf(dialog, QStringLiteral("Learning rate")), QStringLiteral("3e-4"));
        method->setCurrentIndex(0);
        QCOMPARE(numberOf(dialog, QStringLiteral("Learning rate"))->text(), QStringLiteral("3e-4"));

        // Another path is another model: what was found of this one says nothing of it.
        m_safer.act("exec sleep 60");
        QTest::keyClicks(dialog.folderPanel()->pathField(), QStringLiteral("2"));
        QVERIFY(!dialog.action()->isEnabled());
        QVERIFY(dialog.folderPanel()->found()->words().isEmpty());
        // Whoever goes back to a fresh model need not wait for it, and is not left with a half empty dialog.
        const int high = dialog.height();
        base->setCurrentIndex(0);
        QTRY_VERIFY(dialog.height() < high - 100);
        QVERIFY(dialog.action()->isEnabled());
        QVERIFY(dialog.request().modelFolder.empty());
        QVERIFY(!dialog.request().config.contains("lora_rank"));
    }

    void aFolderWithoutAModelSaysSo() {
        m_safer.answer(nothingAnswer, 3);
        TrainRewardModelDialog dialog(*m_workspace, nullptr);
        dialog.show();
        dialog.setFolder(QStringLiteral("/models/none"));
        QTRY_VERIFY(!dialog.folderPanel()->looking());
        const QString words = dialog.folderPanel()->found()->words();
        QVERIFY2(words.contains(QLatin1String("it has no config.json")), qPrintable(words));
        QVERIFY2(words.contains(QLatin1String("Give the folder that holds")), qPrintable(words));
        QVERIFY(!dialog.action()->isEnabled());
        QTest::qWait(50);
        check::saveBoth(dialog, QStringLiteral("train-folder-nothing"));
        // A number that changes must not open the way.
        type(numberOf(dialog, QStringLiteral("Epochs")), QStringLiteral("1"));
        QVERIFY(!dialog.action()->isEnabled());
    }

    // Its hint names an option; what has it in the window is another dialog.
    void aClassifierWithSeveralLabelsIsSentElsewhere() {
        m_safer.answer(
            R"({"model":{"family":"qwen2","labels":["a","b"]},"warnings":[],)"
            "\n"
            R"("problems":[{"message":"It has 2 labels.","hint":"Choose one by name or number with --label."}]})",
            3);
        TrainRewardModelDialog dialog(*m_workspace, nullptr);
        dialog.show();
        dialog.setFolder(QStringLiteral("/models/classifier"));
        QTRY_VERIFY(!dialog.folderPanel()->looking());
        const QString words = dialog.folderPanel()->found()->words();
        QVERIFY2(words.contains(QLatin1String("Open reward model")) && !words.contains(QLatin1String("--label")),
                 qPrintable(words));
        QVERIFY(!dialog.action()->isEnabled());
    }

    void illBehavedChildrenLeaveTheDialogUsable_data() {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("garbage") << QByteArray("head -c 5000 /dev/urandom");
        QTest::newRow("crash") << QByteArray("kill -SEGV $$");
        QTest::newRow("an empty object") << QByteArray("echo '{}'");
        QTest::newRow("wrong types") << QByteArray(
            "echo '{\"model\":[1],\"warnings\":{\"a\":1},\"problems\":\"x\",\"latents\":\"many\"}'");
    }
    void illBehavedChildrenLeaveTheDialogUsable() {
        QFETCH(QByteArray, script);
        m_safer.act(script);
        TrainRewardModelDialog dialog(*m_workspace, nullptr);
        dialog.show();
        dialog.setFolder(QStringLiteral("/x"));
        QTRY_VERIFY(!dialog.folderPanel()->looking());
        QVERIFY(!dialog.folderPanel()->found()->words().isEmpty());
        QVERIFY(!dialog.action()->isEnabled());
        m_safer.answer(soundAnswer);
        dialog.setFolder(QStringLiteral("/y"));
        QTRY_VERIFY(dialog.action()->isEnabled());
    }

    // What nobody can see must not stop a start, nor slip into it.
    void hiddenNumbersAreNotAskedFor() {
        TrainRewardModelDialog dialog(*m_workspace, nullptr);
        dialog.show();
        QComboBox* base = choiceOf(dialog, QStringLiteral("Start from"));
        base->setCurrentIndex(base->findData(QStringLiteral("tiny-rm")));
        QVERIFY(fieldOf(dialog, QStringLiteral("Folder")) == nullptr);
        QComboBox* method = choiceOf(dialog, methodLabel);
        method->setCurrentIndex(1);
        QLineEdit* rank = numberOf(dialog, rankLabel);
        QVERIFY(rank != nullptr);
        rank->clear();
        QVERIFY(!dialog.action()->isEnabled());
        method->setCurrentIndex(0);
        QVERIFY(dialog.action()->isEnabled());
        QCOMPARE(dialog.request().config.at("lora_rank").get<int>(), 0);
        QCOMPARE(dialog.request().model, std::string("tiny-rm"));
        QLineEdit* tokens = numberOf(dialog, passLabel);
        tokens->setText(QStringLiteral("0"));
        QVERIFY(!dialog.action()->isEnabled());
        base->setCurrentIndex(0);
        QVERIFY(dialog.action()->isEnabled());
        QVERIFY(!dialog.request().config.contains("micro_batch_tokens"));
    }

    // It was enough to type into a number to start a training without data.
    void typingDoesNotReplaceWhatIsMissing() {
        auto empty = Workspace::create(m_place / "empty");
        QVERIFY(empty.has_value());
        TrainRewardModelDialog dialog(**empty, nullptr);
        dialog.show();
        QVERIFY(!dialog.action()->isEnabled());
        type(numberOf(dialog, QStringLiteral("Epochs")), QStringLiteral("1"));
        QVERIFY(!dialog.action()->isEnabled());
        QVERIFY(dialog.messageBar()->isVisible());
    }

    // Every row at once, with large text on a screen that is too low for them: title and buttons stay, nothing is cut,
    // and the focus is never out of sight.
    void itFitsOnTheScreen_data() {
        QTest::addColumn<double>("scale");
        QTest::newRow("100 %") << 1.0;
        QTest::newRow("150 %") << 1.5;
    }
    void itFitsOnTheScreen() {
        QFETCH(double, scale);
        ThemeManager::instance().setTextScale(scale);
        m_safer.answer(soundAnswer);
        TrainRewardModelDialog dialog(*m_workspace, nullptr);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        dialog.setFolder(QStringLiteral("/models/llama"));
        QTRY_VERIFY(dialog.action()->isEnabled());
        choiceOf(dialog, methodLabel)->setCurrentIndex(1);
        QTest::qWait(100);
        check::saveBoth(dialog, QStringLiteral("train-folder-%1").arg(qRound(scale * 100)));
        const QRect screen = dialog.screen()->availableGeometry();
        QCOMPARE(screen.size(), QSize(1280, 800));
        QVERIFY2(dialog.width() <= screen.width() && dialog.height() <= screen.height(),
                 qPrintable(QStringLiteral("%1 x %2").arg(dialog.width()).arg(dialog.height())));
        QCOMPARE(cutTexts(dialog), QString());
        QCOMPARE(dialog.action()->height(), dialog.action()->sizeHint().height());
        QVERIFY(dialog.rect().contains(dialog.action()->geometry()));
        auto* area = dialog.findChild<QScrollArea*>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(area != nullptr);
        dialog.folderPanel()->pathField()->setFocus();
        for (int i = 0; i < 20; ++i) {
            QTest::keyClick(&dialog, Qt::Key_Tab);
            const QWidget* now = dialog.focusWidget();
            if (area->isAncestorOf(now)) {
                const QRect place(now->mapTo(area->viewport(), QPoint()), now->size());
                QVERIFY2(area->viewport()->rect().contains(place.center()), now->metaObject()->className());
            }
        }
        QTest::keyClick(&dialog, Qt::Key_D, Qt::AltModifier);
        QTRY_COMPARE(dialog.focusWidget(), fieldOf(dialog, QStringLiteral("Data set")));
        QTRY_VERIFY(dialog.focusWidget()->mapTo(area->viewport(), QPoint()).y() >= 0);
    }

    void theRunNamesTheFolderAndItsHash() {
        const auto folder = modelFolder("Llama-3.2-1B");
        JobRequest request;
        request.kind = JobKind::TrainRewardModel;
        request.dataset = "train";
        request.modelFolder = folder / "";  // as a chooser or a shell's completion leaves it
        request.config = {{"lora_rank", 16}};
        const auto spec = prepareRun(*m_workspace, request);
        QVERIFY2(spec.has_value(), spec ? "" : spec.error().message.c_str());
        QCOMPARE(spec->inputs.at("model").get<std::string>(), *folderContentHash(folder));
        const auto params = trainRewardModelParamsFromJson(spec->params);
        QVERIFY(params.has_value());
        QCOMPARE(params->baseModel, std::filesystem::canonical(folder));
        QCOMPARE(params->config.at("lora_rank").get<int>(), 16);
        // The workspace knows it from now on, once, and what is made from it counts as current.
        QVERIFY(prepareRun(*m_workspace, request).has_value());
        const auto known = m_workspace->artifact(ArtifactKind::Model, "Llama-3.2-1B");
        QVERIFY(known.has_value());
        QCOMPARE(known->contentHash, spec->inputs.at("model").get<std::string>());
        QCOMPARE(m_workspace->artifacts(ArtifactKind::Model).size(), std::size_t(2));
        // Its files are others now: the run says so, not what they once were.
        std::ofstream(folder / "config.json") << R"({"model_type":"other"})";
        const auto again = prepareRun(*m_workspace, request);
        QVERIFY(again.has_value());
        QVERIFY(again->inputs.at("model") != spec->inputs.at("model"));
        QCOMPARE(again->inputs.at("model").get<std::string>(), *folderContentHash(folder));
        // Another folder of the same name does not take its place.
        std::filesystem::create_directories(m_place / "more");
        request.modelFolder = modelFolder("more/Llama-3.2-1B");
        QVERIFY(prepareRun(*m_workspace, request).has_value());
        QVERIFY(m_workspace->artifact(ArtifactKind::Model, "Llama-3.2-1B-2").has_value());

        request.modelFolder = m_place / "nowhere";
        QVERIFY(!prepareRun(*m_workspace, request).has_value());
        std::filesystem::create_directories(m_place / "nothing");
        request.modelFolder = m_place / "nothing";
        const auto refused = prepareRun(*m_workspace, request);
        QVERIFY(!refused.has_value() && !refused.error().message.empty());
    }

private:
    /// What has the files of a model; nobody reads what is in them here.
    std::filesystem::path modelFolder(const std::string& name) const {
        const auto folder = m_place / name;
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "config.json") << R"({"model_type":"llama"})";
        std::ofstream(folder / "model.safetensors") << name;
        std::ofstream(folder / "tokenizer.json") << "{}";
        return folder;
    }

    QTemporaryDir m_folder;
    std::filesystem::path m_place;
    std::unique_ptr<Workspace> m_workspace;
    check::FakeSafer m_safer;
};

// On the screen that the dialog has to fit on; Qt's own without a display is 800 x 800.
int main(int argc, char** argv) {
    const QTemporaryDir folder;
    if (qgetenv("QT_QPA_PLATFORM") == "offscreen") {
        const QString file = folder.filePath(QStringLiteral("screen.json"));
        std::ofstream(file.toStdString()) << R"({"screens":[{"name":"small","x":0,"y":0,"width":1280,"height":800,)"
                                             R"("logicalDpi":96,"logicalBaseDpi":96,"dpr":1}]})";
        qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" + QFile::encodeName(file));
    }
    QApplication app(argc, argv);
    TrainDialogTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "train_dialog_test.moc"
