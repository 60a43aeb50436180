// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/json.h"
#include "core/data/pair_writer.h"
#include "core/demo/demo_generator.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/job_starter.h"
#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/base_model_panel.h"
#include "ui/dialogs/open_found_panel.h"
#include "ui/dialogs/training_dialogs.h"

#include <QFile>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace saferscope;

namespace {

constexpr int longMs = 120000;

}  // namespace

/// From the dialogs' requests to a finished index, through `safer worker` itself, as a user of the window does it.
class ShellRealJobTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        if (qEnvironmentVariableIsEmpty("SAFER_PROGRAM")) {
            QSKIP("SAFER_PROGRAM does not name the program safer.");
        }
        m_place = m_folder.path().toStdString();
        DemoOptions options;
        options.trainPairs = 120;
        options.evalPairs = 30;
        const DemoData data = generateDemoData(options);
        auto writer = PairWriter::create(m_place / "pairs.jsonl");
        for (const PreferencePair& pair : data.train) {
            QVERIFY(writer->write(pair).has_value());
        }
        QVERIFY(writer->commit().has_value());
        auto session = WorkspaceSession::create(m_place / "w");
        QVERIFY(session.has_value());
        m_session = std::move(*session);
        WorkspaceSettings settings = m_session->workspace()->settings();
        settings.maxTokens = 256;
        QVERIFY(m_session->workspace()->setSettings(settings).has_value());
        QVERIFY(m_session->workspace()->importPairs(m_place / "pairs.jsonl", "pairs", {}).has_value());
    }

    void trainsAModelThatCanBeStoppedAndResumed() {
        JobRequest request;
        request.kind = JobKind::TrainRewardModel;
        request.title = "Tiny model";
        request.dataset = "pairs";
        request.freshModel = {{"hidden_size", 32},        {"intermediate_size", 64},  {"num_hidden_layers", 2},
                              {"num_attention_heads", 2}, {"num_key_value_heads", 1}, {"max_position_embeddings", 256}};
        request.vocabularySize = 400;
        request.config = {{"learning_rate", 3e-3}, {"epochs", 40.0}, {"batch_pairs", 16}};
        const std::string id = start(request);
        JobMonitor* jobs = m_session->jobs();
        QTRY_VERIFY_WITH_TIMEOUT(jobs->job(id)->metrics.contains("loss") || jobs->job(id)->ended(), longMs);
        QVERIFY2(!jobs->job(id)->ended(), jobs->job(id)->result ? jobs->job(id)->result->message.c_str() : "");
        QVERIFY(jobs->stop(id).has_value());
        QTRY_COMPARE_WITH_TIMEOUT(jobs->job(id)->state, RunState::Stopped, longMs);
        const double reached = jobs->job(id)->metrics.at("loss").steps.back();
        QVERIFY(m_session->workspace()->artifacts(ArtifactKind::Model).empty());

        QVERIFY(jobs->resume(id).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(jobs->job(id)->ended(), longMs);
        QVERIFY2(jobs->job(id)->state == RunState::Finished, jobs->job(id)->result->message.c_str());
        QVERIFY(jobs->job(id)->metrics.at("loss").steps.back() > reached);
        const auto models = m_session->workspace()->artifacts(ArtifactKind::Model);
        QCOMPARE(models.size(), std::size_t(1));
        QCOMPARE(models[0].name, std::string("rm-pairs"));
        QVERIFY(m_session->workspace()->freshness(models[0]).fresh);
    }

    // The paper's first step: a language model, which has no reward head and is not in the workspace, with what makes
    // it fit into memory.
    void trainsFromALanguageModelsFolder() {
        const auto folder = m_place / "tiny-language-model";
        const auto trained = m_session->workspace()->artifact(ArtifactKind::Model, "rm-pairs");
        QVERIFY(trained.has_value());
        std::filesystem::copy(trained->path, folder, std::filesystem::copy_options::recursive);
        takeHeadAway(folder);
        TrainRewardModelDialog dialog(*m_session->workspace(), nullptr);
        dialog.show();
        dialog.setFolder(QString::fromStdString(folder.string()));
        QTRY_VERIFY_WITH_TIMEOUT(dialog.action()->isEnabled() || !dialog.folderPanel()->looking(), longMs);
        const QString found = dialog.folderPanel()->found()->words();
        QVERIFY2(dialog.action()->isEnabled(), qPrintable(found));
        QVERIFY2(found.contains(QLatin1String("2 blocks, width 32")), qPrintable(found));
        JobRequest request = dialog.request();
        QCOMPARE(request.modelFolder, folder);
        request.config.update(Json{{"epochs", 1.0},
                                   {"lora_rank", 4},
                                   {"gradient_checkpointing", true},
                                   {"dtype", "bfloat16"},
                                   {"micro_batch_tokens", 1024}});
        finish(request);
        const auto models = m_session->workspace()->artifacts(ArtifactKind::Model);
        QCOMPARE(models.size(), std::size_t(3));
        QCOMPARE(models[0].name, std::string("rm-pairs-2"));
        QCOMPARE(models[0].inputs.at("model").get<std::string>(),
                 m_session->workspace()->artifact(ArtifactKind::Model, "tiny-language-model")->contentHash);
        const auto freshness = m_session->workspace()->freshness(models[0]);
        QVERIFY2(freshness.fresh, freshness.reason.c_str());
        const auto config = readJsonFile(models[0].path / "config.json");
        QVERIFY(config.has_value());
        QCOMPARE(config->at("architectures").at(0).get<std::string>(), std::string("LlamaForSequenceClassification"));
    }

    void trainsAnAutoencoderIndexesAndEvaluates() {
        JobRequest sae;
        sae.kind = JobKind::TrainSae;
        sae.title = "Tiny SAE";
        sae.dataset = "pairs";
        sae.model = "rm-pairs";
        sae.config = {{"layer", 1},          {"latents", 64},         {"k", 8},
                      {"batch_tokens", 512}, {"stage1_tokens", 4000}, {"stage2_tokens", 2000}};
        finish(sae);
        const auto saes = m_session->workspace()->artifacts(ArtifactKind::Sae);
        QCOMPARE(saes.size(), std::size_t(1));

        JobRequest index;
        index.kind = JobKind::BuildIndex;
        index.title = "Tiny index";
        index.dataset = "pairs";
        index.model = "rm-pairs";
        index.sae = saes[0].name;
        QSignalSpy changed(m_session.get(), &WorkspaceSession::indexChanged);
        finish(index);
        QCOMPARE(changed.count(), 1);
        QVERIFY(m_session->index() != nullptr);
        QCOMPARE(m_session->index()->pairCount(), 120u);
        QCOMPARE(m_session->index()->manifest().datasetName, std::string("pairs"));
        QCOMPARE(m_session->contrasts(TokenScope::SentenceEnds).size(), std::size_t(64));
        const auto indexes = m_session->workspace()->artifacts(ArtifactKind::Index);
        QVERIFY2(m_session->workspace()->freshness(indexes[0]).fresh,
                 m_session->workspace()->freshness(indexes[0]).reason.c_str());

        JobRequest evaluate;
        evaluate.kind = JobKind::Evaluate;
        evaluate.title = "Tiny evaluation";
        evaluate.dataset = "pairs";
        evaluate.model = "rm-pairs";
        finish(evaluate);
        QCOMPARE(m_session->workspace()->evaluations().size(), std::size_t(1));
        QCOMPARE(m_session->workspace()->evaluations()[0].modelName, std::string("rm-pairs"));
    }

private:
    /// Makes a language model of a reward model: its head gets a name that nobody asks for.
    static void takeHeadAway(const std::filesystem::path& folder) {
        const QString weights = QString::fromStdString((folder / "model.safetensors").string());
        QFile file(weights);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray bytes = file.readAll();
        file.close();
        QCOMPARE(bytes.count("\"score.weight\""), 1);
        bytes.replace("\"score.weight\"", "\"other.weight\"");
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
        file.close();
        auto config = readJsonFile(folder / "config.json");
        QVERIFY(config.has_value());
        (*config)["architectures"] = {"LlamaForCausalLM"};
        QVERIFY(writeJsonFile(folder / "config.json", *config).has_value());
    }

    /// Starts a job the way the Overview page does and waits for its process.
    std::string start(const JobRequest& request) {
        JobStarter starter(m_session.get());
        QSignalSpy started(&starter, &JobStarter::started);
        QString problem;
        connect(&starter, &JobStarter::failed, this,
                [&problem](const Error& error) { problem = QString::fromStdString(error.message); });
        starter.start(request);
        if (!QTest::qWaitFor([&] { return !started.isEmpty() || !problem.isEmpty(); }, longMs) || started.isEmpty()) {
            QTest::qFail(qPrintable(problem), __FILE__, __LINE__);
            return {};
        }
        return started.at(0).at(0).toString().toStdString();
    }

    void finish(const JobRequest& request) {
        const std::string id = start(request);
        const Job* job = m_session->jobs()->job(id);
        QVERIFY(job != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(m_session->jobs()->job(id)->ended(), longMs);
        job = m_session->jobs()->job(id);
        QVERIFY2(job->state == RunState::Finished, job->result ? job->result->message.c_str() : "no result");
    }

    const QTemporaryDir m_folder;
    std::filesystem::path m_place;
    std::unique_ptr<WorkspaceSession> m_session;
};

QTEST_MAIN(ShellRealJobTest)
#include "shell_real_job_test.moc"
