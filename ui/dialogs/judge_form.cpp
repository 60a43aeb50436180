// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/judge_form.h"

#include "ui/widgets/plural.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QSettings>
#include <QStringList>
#include <QUrl>
#include <algorithm>

namespace saferscope {
namespace {

struct FormText {
    Q_DECLARE_TR_FUNCTIONS(JudgeForm)
};
QString qt(const std::string& text) { return QString::fromStdString(text); }

const char* const ownVariable = "SAFERSCOPE_JUDGE_KEY";

QString keyOf(JudgeSource source) {
    switch (source) {
        case JudgeSource::WordLists:
            return QStringLiteral("word-lists");
        case JudgeSource::OpenAi:
            return QStringLiteral("openai");
        case JudgeSource::Azure:
            return QStringLiteral("azure");
        case JudgeSource::LlamaCpp:
            return QStringLiteral("llama.cpp");
        case JudgeSource::Vllm:
            return QStringLiteral("vllm");
        case JudgeSource::Ollama:
            return QStringLiteral("ollama");
        case JudgeSource::File:
            break;
    }
    return QStringLiteral("file");
}

std::string environmentOr(const char* name, const std::string& fallback) {
    const QByteArray value = qgetenv(name);
    return value.isEmpty() ? fallback : value.toStdString();
}

/// "1,234" below a million, "1.2 million" above.
QString roughCount(std::uint64_t count) {
    const QLocale locale;
    return count < 1'000'000
               ? locale.toString(static_cast<qulonglong>(count))
               : FormText::tr("%1 million").arg(locale.toString(static_cast<double>(count) / 1e6, 'f', 1));
}

}  // namespace

QString judgeSourceName(JudgeSource source) {
    switch (source) {
        case JudgeSource::WordLists:
            return FormText::tr("Word lists (offline)");
        case JudgeSource::OpenAi:
            return FormText::tr("OpenAI or a compatible server");
        case JudgeSource::Azure:
            return FormText::tr("Azure OpenAI");
        case JudgeSource::LlamaCpp:
            return FormText::tr("llama.cpp on this computer");
        case JudgeSource::Vllm:
            return FormText::tr("vLLM on this computer");
        case JudgeSource::Ollama:
            return FormText::tr("Ollama on this computer");
        case JudgeSource::File:
            break;
    }
    return FormText::tr("Ratings from a file");
}

QString judgeSourceRemark(JudgeSource source) {
    switch (source) {
        case JudgeSource::WordLists:
            return FormText::tr(
                "Counts words about harm, refusal and warning around the places where a feature fires. Fast and "
                "free, and no more than that: it does not understand what it reads.");
        case JudgeSource::OpenAi:
            return FormText::tr("Any server that speaks OpenAI's chat completions.");
        case JudgeSource::Azure:
            return FormText::tr("The resource's endpoint, and the deployment's name as the model.");
        case JudgeSource::LlamaCpp:
            return FormText::tr("Start it first, for example: llama-server -m model.gguf");
        case JudgeSource::Vllm:
            return FormText::tr("Start it first, for example: vllm serve MODEL");
        case JudgeSource::Ollama:
            return FormText::tr("The model has to be there already: ollama pull MODEL");
        case JudgeSource::File:
            break;
    }
    return FormText::tr(
        "Made elsewhere: SAFER's interpret.json, a folder of delphi explanations, or Neuronpedia explanations.");
}

bool asksServer(JudgeSource source) { return source != JudgeSource::WordLists && source != JudgeSource::File; }

JudgeSettings presetOf(JudgeSource source) {
    JudgeSettings settings;
    switch (source) {
        case JudgeSource::WordLists:
        case JudgeSource::File:
            settings.kind = JudgeKind::Lexical;
            settings.keyVariable.clear();
            break;
        case JudgeSource::OpenAi:
            settings.baseUrl = environmentOr("OPENAI_BASE_URL", settings.baseUrl);
            break;
        case JudgeSource::Azure:
            settings.kind = JudgeKind::Azure;
            settings.baseUrl = environmentOr("AZURE_OPENAI_ENDPOINT", {});
            settings.apiVersion = environmentOr("OPENAI_API_VERSION", settings.apiVersion);
            settings.keyVariable = "AZURE_OPENAI_API_KEY";
            break;
        case JudgeSource::LlamaCpp:
        case JudgeSource::Vllm:
        case JudgeSource::Ollama:
            settings.baseUrl = source == JudgeSource::LlamaCpp ? "http://127.0.0.1:8080/v1"
                               : source == JudgeSource::Vllm   ? "http://127.0.0.1:8000/v1"
                                                               : "http://127.0.0.1:11434/v1";
            // A key that was meant for somebody else is not sent to whoever listens on this port.
            settings.keyVariable.clear();
            settings.model = source == JudgeSource::Ollama ? "llama3.1:8b" : std::string();
            settings.concurrency = source == JudgeSource::Vllm ? 8 : 1;
            settings.requestTimeoutSeconds = 300.0;
            break;
    }
    if (source == JudgeSource::LlamaCpp) {
        settings.model = "default";  // it serves the one model that it was started with
        settings.name = "llama.cpp";
    }
    return settings;
}

const JudgeSettings JudgeForm::settingsOf(JudgeSource which) const {
    const auto it = settings.find(which);
    return it == settings.end() ? presetOf(which) : it->second;
}

void saveJudgeForm(QSettings& settings, const JudgeForm& form) {
    settings.beginGroup(QStringLiteral("judge"));
    settings.setValue(QStringLiteral("source"), keyOf(form.source));
    settings.setValue(QStringLiteral("onlyMissing"), form.onlyMissing);
    for (const auto& [source, one] : form.settings) {
        settings.setValue(QStringLiteral("settings-") + keyOf(source), qt(dumpJson(toJson(one))));
    }
    settings.endGroup();
}

JudgeForm loadJudgeForm(QSettings& settings) {
    JudgeForm form;
    settings.beginGroup(QStringLiteral("judge"));
    const QString chosen = settings.value(QStringLiteral("source")).toString();
    form.onlyMissing = settings.value(QStringLiteral("onlyMissing"), true).toBool();
    for (const JudgeSource source : judgeSources) {
        form.source = keyOf(source) == chosen ? source : form.source;
        const QString text = settings.value(QStringLiteral("settings-") + keyOf(source)).toString();
        if (text.isEmpty()) {
            continue;
        }
        const auto json = parseJson(text.toStdString(), "the settings");
        const auto read = json ? judgeSettingsFromJson(*json, "the settings") : Result<JudgeSettings>(failure(json));
        if (read && read->kind == presetOf(source).kind) {
            form.settings[source] = *read;
        }
    }
    settings.endGroup();
    return form;
}

std::optional<ServerPlace> serverPlace(const std::string& baseUrl) {
    const QUrl url(qt(baseUrl), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() ||
        (url.scheme() != QLatin1String("https") && url.scheme() != QLatin1String("http"))) {
        return std::nullopt;
    }
    ServerPlace place;
    place.host = url.port() > 0 ? QStringLiteral("%1:%2").arg(url.host()).arg(url.port()) : url.host();
    place.encrypted = url.scheme() == QLatin1String("https");
    static const QRegularExpression loopback(QStringLiteral("^(127(\\.\\d{1,3}){3}|::1|(.+\\.)?localhost)$"),
                                             QRegularExpression::CaseInsensitiveOption);
    place.thisComputer = loopback.match(url.host()).hasMatch();
    return place;
}

SecretName secretNameOf(const JudgeSettings& settings) {
    const auto place = serverPlace(settings.baseUrl);
    return {place ? place->host.toLower() : QString(), settings.keyVariable};
}

std::string keyVariableFor(const JudgeSettings& settings) {
    return settings.keyVariable.empty() ? ownVariable : settings.keyVariable;
}

QString settingsProblem(JudgeSource source, const JudgeSettings& settings) {
    if (!asksServer(source)) {
        return {};
    }
    if (settings.baseUrl.empty()) {
        return source == JudgeSource::Azure ? FormText::tr("The resource's endpoint is missing.")
                                            : FormText::tr("The address is missing.");
    }
    if (!serverPlace(settings.baseUrl)) {
        return FormText::tr(
            "The address is none: it begins with https:// (or http://), names a computer, and holds no password.");
    }
    if (settings.model.empty()) {
        return source == JudgeSource::Azure ? FormText::tr("The deployment's name is missing.")
                                            : FormText::tr("The model's name is missing.");
    }
    if (source == JudgeSource::Azure && settings.apiVersion.empty()) {
        return FormText::tr("The API version is missing.");
    }
    return {};
}

Leaving leavingText(JudgeSource source, const JudgeSettings& settings) {
    if (source == JudgeSource::File) {
        return {FormText::tr("Nothing leaves this computer: the file is only read."), false};
    }
    if (source == JudgeSource::WordLists) {
        return {FormText::tr("Nothing leaves this computer: the words are counted here."), false};
    }
    const auto place = serverPlace(settings.baseUrl);
    if (!place) {
        return {};
    }
    if (place->thisComputer) {
        return {
            FormText::tr("Nothing leaves this computer as long as the server at %1 keeps to itself what it is sent.")
                .arg(place->host),
            false};
    }
    const QString what =
        FormText::tr(
            "Sent to %1 for each feature: the prompt with up to %2 passages of at most %3 tokens from your data set, "
            "and the model's name. No rewards, no ratings, no file names.")
            .arg(place->host, QString::number(settings.contexts), QString::number(settings.contextTokens));
    return {place->encrypted
                ? what
                : what + QLatin1Char(' ') +
                      FormText::tr("The connection is not encrypted: what is sent can be read on the way."),
            true};
}

QString effortText(JudgeSource source, const JudgeSettings& settings, const RatingEstimate& estimate) {
    const QLocale locale;
    if (estimate.features == 0) {
        return FormText::tr("This judge has rated all of these features already.");
    }
    const QString features = FormText::tr("%Ln features", nullptr, pluralOf(estimate.features));
    QStringList besides;
    if (estimate.cached > 0) {
        besides << FormText::tr("%Ln answers known already", nullptr, pluralOf(estimate.cached));
    }
    if (estimate.tooFewContexts > 0) {
        besides << FormText::tr("%Ln fire in too few places to be asked about", nullptr,
                                pluralOf(estimate.tooFewContexts));
    }
    if (estimate.suspicious > 0) {
        besides << FormText::tr("%1 with a passage that looks as if it were meant to steer the judge")
                       .arg(roughCount(estimate.suspicious));
    }
    const QString subject =
        besides.isEmpty() ? features : features + FormText::tr(" (%1)").arg(besides.join(FormText::tr("; ")));
    if (!asksServer(source)) {
        return FormText::tr("%1: a few seconds, free of charge.").arg(subject);
    }
    if (estimate.requests == 0) {
        return FormText::tr("%1: nothing has to be asked.").arg(subject);
    }
    QString text = FormText::tr("%1: about %2 requests, %3 tokens to the judge and %4 back.")
                       .arg(subject, roughCount(estimate.requests), roughCount(estimate.inputTokens),
                            roughCount(estimate.outputTokens));
    const auto amount = [&](double cost) { return locale.toString(cost, 'f', cost < 1.0 ? 3 : 2); };
    if (estimate.cost > 0.0) {
        text += QLatin1Char(' ') + FormText::tr("About %1 in the prices' currency, at the very most %2.")
                                       .arg(amount(estimate.cost), amount(estimate.worstCost));
    } else if (const auto place = serverPlace(settings.baseUrl); place && !place->thisComputer) {
        text += QLatin1Char(' ') + FormText::tr("Enter the prices to see what that costs.");
    }
    return text + QLatin1Char(' ') + FormText::tr("These are estimates; retries come on top.");
}

QString capText(const JudgeSettings& settings, const RatingEstimate& estimate) {
    QStringList texts;
    if (settings.maxRequests > 0 && estimate.requests > settings.maxRequests) {
        texts << FormText::tr("It ends after %Ln requests; the rest can be rated later.", nullptr,
                              pluralOf(settings.maxRequests));
    }
    if (settings.maxCost > 0.0 && estimate.worstCost > settings.maxCost) {
        texts
            << FormText::tr("It ends before it costs more than %1.").arg(QLocale().toString(settings.maxCost, 'f', 2));
    }
    return texts.join(QLatin1Char(' '));
}

}  // namespace saferscope
