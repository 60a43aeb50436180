// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/judge/judge_settings.h"
#include "core/judge/rating_estimate.h"
#include "ui/bridge/secret_store.h"

#include <QString>
#include <array>
#include <map>
#include <optional>

class QSettings;

namespace saferscope {

/// Where ratings may come from, as the dialog offers it.
enum class JudgeSource { WordLists, OpenAi, Azure, LlamaCpp, Vllm, Ollama, File };
inline constexpr std::array judgeSources = {JudgeSource::WordLists, JudgeSource::OpenAi, JudgeSource::Azure,
                                            JudgeSource::LlamaCpp,  JudgeSource::Vllm,   JudgeSource::Ollama,
                                            JudgeSource::File};
QString judgeSourceName(JudgeSource source);
/// One sentence below the choice: what it is good for.
QString judgeSourceRemark(JudgeSource source);
/// A chat server is asked, here or elsewhere.
bool asksServer(JudgeSource source);
/// What the fields start with. OPENAI_BASE_URL, AZURE_OPENAI_ENDPOINT and OPENAI_API_VERSION are honoured.
JudgeSettings presetOf(JudgeSource source);

/// Everything the dialog remembers. Nothing in it is secret.
struct JudgeForm {
    JudgeSource source = JudgeSource::WordLists;
    std::map<JudgeSource, JudgeSettings> settings;  ///< of each source as last edited; see settingsOf()
    bool selectedOnly = false;
    std::uint32_t candidates = 0;  ///< 0 = as many as the workspace says
    bool onlyMissing = true;

    const JudgeSettings settingsOf(JudgeSource which) const;
};
/// Under "judge/" of the group that is open.
void saveJudgeForm(QSettings& settings, const JudgeForm& form);
/// Presets stand in for what is missing or damaged.
JudgeForm loadJudgeForm(QSettings& settings);

/// The server of a base URL.
struct ServerPlace {
    QString host;               ///< with the port where one is named
    bool thisComputer = false;  ///< a loopback address or "localhost"
    bool encrypted = false;     ///< https
};
/// Nothing for anything but an http or https address with a host.
std::optional<ServerPlace> serverPlace(const std::string& baseUrl);

/// Under which name the key of these settings is kept.
SecretName secretNameOf(const JudgeSettings& settings);
/// The environment variable by which a key that was typed reaches the worker; the settings' own, or one of ours where
/// they name none.
std::string keyVariableFor(const JudgeSettings& settings);

/// What is wrong with the fields, in one sentence; empty when nothing is.
QString settingsProblem(JudgeSource source, const JudgeSettings& settings);

/// What leaves this computer, and to whom.
struct Leaving {
    QString sentence;
    bool caution = false;  ///< something is sent to another computer, or unencrypted
};
Leaving leavingText(JudgeSource source, const JudgeSettings& settings);

/// What a run would take, in words: "256 features: about 240 requests, 0.3 million tokens to the judge and at most
/// 30,720 back. About 1.20 in the prices' currency." An estimate: tokens are counted roughly, retries are left out.
QString effortText(JudgeSource source, const JudgeSettings& settings, const RatingEstimate& estimate);
/// Which of the caps the estimate exceeds, in words; empty when none.
QString capText(const JudgeSettings& settings, const RatingEstimate& estimate);

}  // namespace saferscope
