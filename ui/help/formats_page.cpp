// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/formats_page.h"

#include <QCoreApplication>
#include <string>

namespace saferscope {
namespace {

class PageText {
    Q_DECLARE_TR_FUNCTIONS(FormatsPage)
};

constexpr FormatKind kinds[] = {FormatKind::Model, FormatKind::Tokenizer, FormatKind::Sae,
                                FormatKind::Pairs, FormatKind::Texts,     FormatKind::Output};

QString headingOf(FormatKind kind) {
    switch (kind) {
        case FormatKind::Model:
            return PageText::tr("Reward models");
        case FormatKind::Tokenizer:
            return PageText::tr("Tokenizers and chat templates");
        case FormatKind::Sae:
            return PageText::tr("Sparse autoencoders");
        case FormatKind::Pairs:
            return PageText::tr("Preference pairs");
        case FormatKind::Texts:
            return PageText::tr("Texts");
        case FormatKind::Output:
            return PageText::tr("What else goes out");
    }
    return {};
}

QString sentenceOf(FormatKind kind) {
    switch (kind) {
        case FormatKind::Model:
            return PageText::tr(
                "A folder in Hugging Face layout: File > Open reward model…, or <code>--model</code>. Weights stored "
                "as "
                "float32, bfloat16 or float16 stay as they are.");
        case FormatKind::Tokenizer:
            return PageText::tr("They lie in the model's folder and are found there.");
        case FormatKind::Sae:
            return PageText::tr(
                "File > Open SAE…, or <code>safer sae add</code>. The layout is found from the files; the word in the "
                "last column but one is what <code>--layout</code> and the list in the dialog call it.");
        case FormatKind::Pairs:
            return PageText::tr(
                "File > Import pairs…, or <code>safer import</code>. JSON Lines or a JSON array unless the row says "
                "otherwise; the layout is found from the first records, or chosen with <code>--layout</code>.");
        case FormatKind::Texts:
            return PageText::tr(
                "For the first stage of an autoencoder, as in the paper: <code>safer train-sae --stage1-texts</code>.");
        case FormatKind::Output:
            return PageText::tr(
                "File > Export…, or <code>safer export</code> with the word in the last column but one.");
    }
    return {};
}

QString yes(bool is) { return is ? PageText::tr("yes") : QStringLiteral("–"); }

QString cell(const QString& text, const char* style) {
    return QStringLiteral("<td class=\"%1\">%2</td>").arg(QLatin1String(style), text);
}

QString rowOf(const AcceptedFormat& format) {
    const QString option = QString::fromUtf8(format.option.data(), static_cast<qsizetype>(format.option.size()));
    return QStringLiteral("<tr>") + cell(formatText(format.name).toHtmlEscaped(), "name") +
           cell(formatText(format.files).toHtmlEscaped(), "files") + cell(yes(format.reads), "flag") +
           cell(yes(format.writes), "flag") +
           cell(option.isEmpty() ? QString() : QStringLiteral("<code>%1</code>").arg(option.toHtmlEscaped()), "files") +
           cell(formatText(format.notes).toHtmlEscaped(), "notes") + QStringLiteral("</tr>");
}

QString headRow() {
    QString row = QStringLiteral("<tr>");
    for (const QString& title : {PageText::tr("Name"), PageText::tr("Files"), PageText::tr("Reads"),
                                 PageText::tr("Writes"), PageText::tr("Option"), PageText::tr("Notes")}) {
        row += QStringLiteral("<th align=\"left\">%1</th>").arg(title);
    }
    return row + QStringLiteral("</tr>");
}

}  // namespace

QString formatText(std::string_view english) {
    return english.empty() ? QString() : QCoreApplication::translate("AcceptedFormats", std::string(english).c_str());
}

QString formatsPageHtml() {
    QString html =
        QStringLiteral("<h1>%1</h1><p>%2</p>")
            .arg(PageText::tr("Files Saferscope reads and writes"),
                 PageText::tr("What is not in these tables is refused with a sentence that says why, not read "
                              "as something else. What a file leaves open and Saferscope has to assume is "
                              "shown when the file is opened."));
    for (const FormatKind kind : kinds) {
        const std::string_view name = formatKindName(kind);
        html += QStringLiteral("<a name=\"%1\"></a><h2>%2</h2><p>%3</p>")
                    .arg(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), headingOf(kind),
                         sentenceOf(kind));
        html += QStringLiteral("<table width=\"100%\" cellspacing=\"0\" cellpadding=\"6\">") + headRow();
        for (const AcceptedFormat& format : acceptedFormats()) {
            if (format.kind == kind) {
                html += rowOf(format);
            }
        }
        html += QStringLiteral("</table>");
    }
    return html;
}

}  // namespace saferscope
