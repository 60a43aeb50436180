// SPDX-License-Identifier: GPL-3.0-or-later
// write_core_sentences ROOT [FILE]: writes translations/core_sentences.h (or FILE) from the sources below ROOT.
// write_core_sentences --missed ROOT: lists literals that read like prose and are in no sentence.
#include "tests/translations/core_sentences_file.h"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>

int main(int argc, char** argv) {
    using namespace saferscope::sentences;
    if (argc == 3 && std::strcmp(argv[1], "--missed") == 0) {
        SentenceFinder finder;
        addSources(finder, argv[2]);
        finder.find();
        for (const auto& line : finder.missed()) {
            std::cout << line << '\n';
        }
        return 0;
    }
    if (argc != 2 && argc != 3) {
        std::cerr << "write_core_sentences ROOT [FILE]\n";
        return 2;
    }
    const std::filesystem::path root = argv[1];
    const std::filesystem::path to = argc == 3 ? std::filesystem::path(argv[2]) : root / coreSentencesFile;
    std::ofstream file(to, std::ios::binary);
    file << coreSentences(root);
    file.close();
    if (!file) {
        std::cerr << "Cannot write " << to.string() << ".\n";
        return 1;
    }
    return 0;
}
