#include "lib/i18n/locale.hpp"
#include "lib/office/office.hpp"

namespace gandan::office {

const char* in_words(Problem problem) {
  switch (problem) {
    case Problem::unknown_format:
      return N_("This is no Word, Excel or PDF file. Save it as DOCX, XLSX or PDF and try again.");
    case Problem::old_word:
      return N_("This is a file of an old Word (.doc). Open it and save it as DOCX.");
    case Problem::old_excel:
      return N_("This is a file of an old Excel (.xls). Open it and save it as XLSX.");
    case Problem::old_office:
      return N_("This is a file of an old Office program. Save it as DOCX, XLSX or PDF.");
    case Problem::open_document:
      return N_("This is an OpenDocument file. Save it as DOCX, XLSX or PDF.");
    case Problem::presentation:
      return N_("This is a presentation. Save it as PDF.");
    case Problem::binary_workbook:
      return N_("This is a binary Excel file (.xlsb). Open it and save it as XLSX.");
    case Problem::has_password:
      return N_("The file is protected by a password. Save it without one and try again.");
    case Problem::damaged:
      return N_(
          "The file is damaged: something in it is missing or cannot be read. Open it in the "
          "program that made it, save it again and try once more.");
    case Problem::declares_entities:
      return N_(
          "The file holds declarations that no office program writes, and was not read. "
          "Open it in Word or Excel and save it anew.");
    case Problem::too_large:
      return N_("The file is too large to be read here. Split it.");
    case Problem::unpacks_too_large:
      return N_("Unpacked, the file is far larger than it looks, and was not read. Split it.");
    case Problem::too_many_cells:
      return N_("The file has too many cells to be read here. Split it.");
    case Problem::too_many_pages:
      return N_("The file has too many pages to be read here. Split it.");
    case Problem::too_deep:
      return N_(
          "Tables or texts in the file lie too deep in each other to be read. Make it simpler.");
    case Problem::took_too_long:
      return N_("Reading the file took too long and was stopped. Make it simpler, or split it.");
    case Problem::needs_too_much_memory:
      return N_(
          "Reading the file needs too much memory and was stopped. Make it simpler, or split "
          "it.");
    case Problem::reader_died:
      return N_(
          "The file could not be read: it is damaged, or made to break programs that read it. "
          "Open it in the program that made it, save it again and try once more.");
  }
  return "";
}

}  // namespace gandan::office
